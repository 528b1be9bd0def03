import { TASK_STATUSES, type TaskStatus } from '#domain';
import type { JobName, TaskStatistics } from '#jobs';
import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Queries } from '../database.js';
import { tasks } from '../schema/index.js';
import { hasWaited } from './wait.js';

const HOUR_MS = 3_600_000;

function countOf(status: TaskStatus): SQL<number> {
  return sql<number>`count(*) filter (where ${tasks.status} = ${status})`.mapWith(Number);
}

const durationMs = sql`extract(epoch from ${tasks.finishedAt} - ${tasks.startedAt})::float8 * 1000`;
const isCompleted = sql`filter (where ${tasks.status} = 'completed')`;

function toInstant(instant: number): SQL {
  return sql`${new Date(instant).toISOString()}::timestamptz`;
}

/** Counts of all, durations of completed tasks of the jobs, and of one submitter where one is named. A duration runs from the first start to the end. */
export async function readTaskStatistics(
  queries: Queries,
  { jobs, submitter }: { jobs: readonly JobName[]; submitter?: string },
  now: number,
): Promise<TaskStatistics> {
  const counts = Object.fromEntries(TASK_STATUSES.map((status) => [status, countOf(status)]));
  const [row] = await queries
    .select({
      ...(counts as Record<TaskStatus, SQL<number>>),
      mean: sql<number | null>`avg(${durationMs}) ${isCompleted}`,
      p50: sql<number | null>`percentile_cont(0.5) within group (order by ${durationMs}) ${isCompleted}`,
      p95: sql<number | null>`percentile_cont(0.95) within group (order by ${durationMs}) ${isCompleted}`,
      finishedLastHour: sql<number>`count(*) filter (where ${tasks.finishedAt} > ${toInstant(now - HOUR_MS)}
        and ${tasks.finishedAt} <= ${toInstant(now)})`.mapWith(Number),
      oldestWaitMs: hasWaited(toInstant(now)),
    })
    .from(tasks)
    .where(
      and(
        inArray(tasks.job, [...jobs]),
        submitter === undefined ? undefined : eq(tasks.submitter, submitter),
      ),
    );
  const { mean, p50, p95, finishedLastHour, oldestWaitMs, ...byStatus } = row;
  return {
    counts: byStatus,
    durationMs: { mean, p50, p95 },
    finishedLastHour,
    oldestWaitMs,
  };
}
