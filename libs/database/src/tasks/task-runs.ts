import type { FinalStatus } from '#domain';
import type { TaskError } from '#jobs';
import { sql } from 'drizzle-orm';
import type { Queries } from '../database.js';

/** How a run ended: as its task did, or without ending it. */
export const RUN_OUTCOMES = [
  'completed',
  'failed',
  'cancelled',
  'timeout',
  'lost',
  'given_back',
] as const satisfies readonly (FinalStatus | 'lost' | 'given_back')[];

export type RunOutcome = (typeof RUN_OUTCOMES)[number];

/** One run of a task. Instants are UTC ms; `endedAt` and `outcome` are null while it is on. */
export interface TaskRun {
  fence: number;
  attempt: number;
  worker: string;
  startedAt: number;
  /** Of a lost run: when another worker took the task over. */
  endedAt: number | null;
  outcome: RunOutcome | null;
  errorCode: string | null;
  errorMessage: string | null;
}

/** A run that goes back to the queue without ending its task; `at` in UTC ms. */
export interface RunToEnd {
  id: string;
  fence: number;
  at: number;
  outcome: 'failed' | 'given_back';
  error: TaskError | null;
}

/** Puts the task back to pending and keeps its run; a run given back is no attempt. False when fenced. Repeating it changes nothing. */
export async function endRun(
  queries: Queries,
  { id, fence, at, outcome, error }: RunToEnd,
): Promise<boolean> {
  const { rows } = await queries.execute(sql`
    with run as materialized (
      select * from tasks where id = ${id} and fence = ${fence} and finished_at is null for update),
    back as (
      update tasks t set status = 'pending', worker = null,
        attempt = greatest(t.attempt - (${outcome} = 'given_back')::int, 0)
      from run where t.id = run.id and run.status = 'running'),
    kept as (
      insert into task_runs
      select id, fence, attempt, worker, coalesce(run_started_at, started_at), ${new Date(at).toISOString()}::timestamptz,
        ${outcome}, ${error?.code ?? null}, ${error?.message ?? null}
      from run where status = 'running'
      on conflict do nothing)
    select from run`);
  return rows.length > 0;
}

type StoredRun = Omit<TaskRun, 'startedAt' | 'endedAt'> & { startedAt: string; endedAt: string | null };

/** The runs of a task, the oldest first: those that did not end it, then the one in its row. */
export async function readTaskRuns(queries: Queries, taskId: string): Promise<TaskRun[]> {
  const { rows } = await queries.execute<StoredRun>(sql`
    select fence, attempt, worker, started_at as "startedAt", ended_at as "endedAt", outcome,
      error_code as "errorCode", error_message as "errorMessage"
    from task_runs where task_id = ${taskId}
    union all
    select fence, attempt, worker, coalesce(run_started_at, started_at), finished_at,
      case when finished_at is not null then status end, error_code, error_message
    from tasks where id = ${taskId} and worker is not null
    order by fence`);
  return rows.map((row) => ({
    ...row,
    startedAt: new Date(row.startedAt).getTime(),
    endedAt: row.endedAt === null ? null : new Date(row.endedAt).getTime(),
  }));
}
