import { LIGHT_JOBS, type NewTask, type OpenedRun, type TaskEnding } from '#jobs';
import { sql, type SQL } from 'drizzle-orm';
import type { Queries } from '../database.js';

/** A run that a worker opens; `at` in UTC ms. */
export interface RunToOpen {
  id: string;
  worker: string;
  at: number;
}

/** The ending of a run. */
export interface RunToFinish {
  id: string;
  fence: number;
  ending: TaskEnding;
}

/** Said so that no index of unfinished tasks fits: the planner would go through all that wait to find a few by their id. */
const isUnfinished = sql`num_nulls(t.finished_at) = 1`;

type Opened = Extract<OpenedRun, { state: 'opened' }>;

/** Records tasks that are not there yet; gives the ids of those that were new. */
export async function insertTasks(queries: Queries, tasks: readonly NewTask[]): Promise<Set<string>> {
  const { rows } = await queries.execute<{ id: string }>(
    sql`
    insert into tasks (id, job, queue, slot, payload, submitter, created_at, replay_of)
    select * from unnest(
      ${texts(tasks, (task) => task.id)}, ${texts(tasks, (task) => task.job)}, ${texts(tasks, (task) => task.queue)},
      ${instants(tasks, (task) => task.slot)}, ${documents(tasks, (task) => task.payload)},
      ${texts(tasks, (task) => task.submitter)}, ${instants(tasks, (task) => task.createdAt)},
      ${texts(tasks, (task) => task.replayOf ?? null)})
    on conflict do nothing
    returning id`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Opens runs of unfinished tasks; what is missing in the answer was not opened. */
export async function openRuns(queries: Queries, runs: readonly RunToOpen[]): Promise<Map<string, Opened>> {
  const { rows } = await queries.execute<{
    id: string;
    fence: number;
    attempt: number;
    losses: number;
    cancel_requested: boolean;
    keep_partial: boolean;
  }>(
    committedLightly(sql`
    update tasks t set status = 'running', worker = r.worker, fence = t.fence + 1,
      losses = t.losses + (t.status = 'running')::int, attempt = t.attempt + (t.status = 'pending')::int,
      started_at = coalesce(t.started_at, r.at), run_started_at = r.at
    from unnest(${texts(runs, (run) => run.id)}, ${texts(runs, (run) => run.worker)},
      ${instants(runs, (run) => run.at)}) as r(id, worker, at)
    where t.id = r.id and ${isUnfinished}
    returning t.id, t.fence, t.attempt, t.losses, t.cancel_requested, t.keep_partial, t.job`),
  );
  return new Map(
    rows.map(
      ({ id, fence, attempt, losses, cancel_requested: cancelRequested, keep_partial: keepPartial }) => [
        id,
        { state: 'opened', fence, attempt, losses, cancelRequested, keepPartial },
      ],
    ),
  );
}

/** Ends runs that are the newest of their tasks; gives the ids of the tasks that ended by it. */
export async function finishRuns(queries: Queries, runs: readonly RunToFinish[]): Promise<Set<string>> {
  const { rows } = await queries.execute<{ id: string }>(
    committedLightly(sql`
    update tasks t set status = r.status, outcome = r.outcome, error_code = r.error_code,
      error_message = r.error_message, summary = r.summary, finished_at = r.finished_at
    from unnest(${texts(runs, (run) => run.id)}, ${sql.param(runs.map((run) => run.fence))}::integer[],
      ${texts(runs, ({ ending }) => ending.status)}, ${texts(runs, ({ ending }) => ending.outcome)},
      ${texts(runs, ({ ending }) => ending.error?.code ?? null)},
      ${texts(runs, ({ ending }) => ending.error?.message ?? null)},
      ${documents(runs, ({ ending }) => ending.summary)}, ${instants(runs, ({ ending }) => ending.finishedAt)})
      as r(id, fence, status, outcome, error_code, error_message, summary, finished_at)
    where t.id = r.id and t.fence = r.fence and ${isUnfinished}
    returning t.id, t.job`),
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * The rows that the statement changed, and gives with their `job`. Where all of them are of light jobs the commit does not
 * wait for the disk: a crash of the server may then lose it, and the task, found unfinished, runs again.
 */
function committedLightly(change: SQL): SQL {
  return sql`
    with changed as (${change})
    select changed.*, (
      select set_config('synchronous_commit', 'off', true)
      where not exists (select from changed where job <> all(${sql.param([...LIGHT_JOBS])}::text[])))
    from changed`;
}

function texts<Row>(rows: readonly Row[], value: (row: Row) => string | null): SQL {
  return sql`${sql.param(rows.map(value))}::text[]`;
}

function documents<Row>(rows: readonly Row[], value: (row: Row) => object | null): SQL {
  return sql`${sql.param(rows.map((row) => toJson(value(row))))}::jsonb[]`;
}

function instants<Row>(rows: readonly Row[], value: (row: Row) => number | null): SQL {
  return sql`${sql.param(rows.map((row) => toIso(value(row))))}::timestamptz[]`;
}

function toJson(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

function toIso(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
