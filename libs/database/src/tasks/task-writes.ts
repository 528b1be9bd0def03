import type { NewTask, OpenedRun, Task, TaskEnding } from '#jobs';
import { sql, type SQL } from 'drizzle-orm';
import type { Queries } from '../database.js';
import { toArrayText, type ArrayValue } from './array-text.js';

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
    sql`
    update tasks t set status = 'running', worker = r.worker, fence = t.fence + 1,
      losses = t.losses + (t.status = 'running')::int, attempt = t.attempt + (t.status = 'pending')::int,
      started_at = coalesce(t.started_at, r.at), run_started_at = r.at
    from unnest(${texts(runs, (run) => run.id)}, ${texts(runs, (run) => run.worker)},
      ${instants(runs, (run) => run.at)}) as r(id, worker, at)
    where t.id = r.id and ${isUnfinished}
    returning t.id, t.fence, t.attempt, t.losses, t.cancel_requested, t.keep_partial`,
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
    sql`
    update tasks t set status = r.status, outcome = r.outcome, error_code = r.error_code,
      error_message = r.error_message, summary = r.summary, finished_at = r.finished_at
    from unnest(${texts(runs, (run) => run.id)}, ${toArrayText(runs.map((run) => run.fence))}::integer[],
      ${texts(runs, ({ ending }) => ending.status)}, ${texts(runs, ({ ending }) => ending.outcome)},
      ${texts(runs, ({ ending }) => ending.error?.code ?? null)},
      ${texts(runs, ({ ending }) => ending.error?.message ?? null)},
      ${documents(runs, ({ ending }) => ending.summary)}, ${instants(runs, ({ ending }) => ending.finishedAt)})
      as r(id, fence, status, outcome, error_code, error_message, summary, finished_at)
    where t.id = r.id and t.fence = r.fence and ${isUnfinished}
    returning t.id`,
  );
  return new Set(rows.map(({ id }) => id));
}

type Column<Row> = readonly [name: string, type: string, value: (row: Row) => ArrayValue];

const RECORDED: readonly Column<Task>[] = [
  ['id', 'text', (task) => task.id],
  ['job', 'text', (task) => task.job],
  ['queue', 'text', (task) => task.queue],
  ['payload', 'jsonb', (task) => toJson(task.payload)],
  ['submitter', 'text', (task) => task.submitter],
  ['status', 'text', (task) => task.status],
  ['outcome', 'text', (task) => task.outcome],
  ['attempt', 'integer', (task) => task.attempt],
  ['fence', 'integer', (task) => task.fence],
  ['cancel_requested', 'boolean', (task) => task.cancelRequested],
  ['keep_partial', 'boolean', (task) => task.keepPartial],
  ['worker', 'text', (task) => task.worker],
  ['error_code', 'text', (task) => task.error?.code ?? null],
  ['error_message', 'text', (task) => task.error?.message ?? null],
  ['summary', 'jsonb', (task) => toJson(task.summary)],
  // As numbers: they are read in a third of the time that their texts take.
  ['created_at', 'float8', (task) => task.createdAt],
  ['started_at', 'float8', (task) => task.startedAt],
  ['finished_at', 'float8', (task) => task.finishedAt],
  ['replay_of', 'text', (task) => task.replayOf ?? null],
];
const RECORDED_NAMES = sql.raw(RECORDED.map(([name]) => name).join(', '));

/** Puts tasks on record as they are. One that is there is only changed where no run of it was opened, by its ending. */
export async function recordTasks(queries: Queries, tasks: readonly Task[]): Promise<void> {
  await queries.execute(sql`
    insert into tasks as t (id, job, queue, payload, submitter, status, outcome, attempt, fence, cancel_requested,
      keep_partial, worker, error_code, error_message, summary, created_at, started_at, run_started_at, finished_at,
      replay_of)
    select id, job, queue, payload, submitter, status, outcome, attempt, fence, cancel_requested,
      keep_partial, worker, error_code, error_message, summary, to_timestamp(created_at / 1000),
      to_timestamp(started_at / 1000), to_timestamp(started_at / 1000), to_timestamp(finished_at / 1000), replay_of
    from unnest(${sql.join(
      RECORDED.map((column) => toArray(tasks, column)),
      sql`, `,
    )}) as r(${RECORDED_NAMES})
    order by id
    on conflict (id) do update set status = excluded.status, outcome = excluded.outcome, attempt = excluded.attempt,
      fence = excluded.fence, worker = excluded.worker, error_code = excluded.error_code,
      error_message = excluded.error_message, summary = excluded.summary, started_at = excluded.started_at,
      run_started_at = excluded.run_started_at, finished_at = excluded.finished_at
    where t.status = 'pending' and t.fence = 0 and excluded.finished_at is not null`);
}

/** The oldest finished tasks of a stretch of time. */
export interface FinishedPage {
  /** As PostgreSQL writes instants, which may be finer than milliseconds. */
  from: string;
  /** UTC ms. */
  before: number;
  limit: number;
}

/**
 * Removes a page of finished tasks that are not pinned; gives how many, and the end of the last one. What another cleanup is
 * about to remove is left to it.
 */
export async function removeFinished(
  queries: Queries,
  { from, before, limit }: FinishedPage,
): Promise<{ count: number; last: string | null }> {
  const { rows } = await queries.execute<{ count: number; last: string | null }>(sql`
    with page as (
      select id from tasks t
      where finished_at >= ${from}::timestamptz and finished_at < ${toIso(before)}::timestamptz
        and not exists (select from backtest_runs r where r.task_id = t.id and r.pinned)
      order by finished_at limit ${limit} for update of t skip locked
    ), removed as (
      delete from tasks where id in (select id from page) returning finished_at
    )
    select count(*)::integer as count, max(finished_at)::text as last from removed`);
  return rows[0];
}

function toArray<Row>(rows: readonly Row[], [, type, value]: Column<Row>): SQL {
  return sql`${toArrayText(rows.map(value))}::${sql.raw(type)}[]`;
}

function texts<Row>(rows: readonly Row[], value: (row: Row) => string | null): SQL {
  return sql`${toArrayText(rows.map(value))}::text[]`;
}

function documents<Row>(rows: readonly Row[], value: (row: Row) => object | null): SQL {
  return sql`${toArrayText(rows.map((row) => toJson(value(row))))}::jsonb[]`;
}

function instants<Row>(rows: readonly Row[], value: (row: Row) => number | null): SQL {
  return sql`${toArrayText(rows.map((row) => toIso(value(row))))}::timestamptz[]`;
}

function toJson(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

function toIso(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
