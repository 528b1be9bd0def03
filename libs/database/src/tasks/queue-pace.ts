import { sql } from 'drizzle-orm';
import type { Queries } from '../database.js';
import { tasks } from '../schema/index.js';
import { countDue, hasWaited } from './wait.js';

/** How a queue gets on. */
export interface QueuePace {
  /** Tasks that ended within the last hour. */
  finishedLastHour: number;
  /** Pending tasks that are due, also those that no worker has taken out of what is delayed. */
  due: number;
  /** How long the oldest task that is due has waited, or null when none is. */
  oldestWaitMs: number | null;
  /** Tasks that end in a second of the time in which the queue works, or null when none was run within the last hour. */
  perSecond: number | null;
}

/** Tasks, the newest to end, by which speeds are judged. */
const JUDGED = 2_000;
/** A shorter pause between two tasks is a part of the work. */
const PAUSE = sql`interval '1 second'`;

/** By the name of each queue that had anything to do within the last hour. @param now UTC ms. */
export async function readQueuePace(queries: Queries, now: number): Promise<Map<string, QueuePace>> {
  const at = sql`${new Date(now).toISOString()}::timestamptz`;
  const rows = await queries
    .select({
      queue: tasks.queue,
      finishedLastHour: sql<number>`count(*) filter (where ${tasks.finishedAt} is not null)`.mapWith(Number),
      due: countDue(at),
      oldestWaitMs: hasWaited(at),
    })
    .from(tasks)
    .where(sql`${tasks.finishedAt} is null or ${tasks.finishedAt} > ${at} - interval '1 hour'`)
    .groupBy(tasks.queue);
  const speeds = await readSpeeds(queries, now);
  return new Map(rows.map(({ queue, ...row }) => [queue, { ...row, perSecond: speeds.get(queue) ?? null }]));
}

/** Time in which nothing ran says nothing of the speed: only the stretches count that tasks cover, one or many at once. */
async function readSpeeds(queries: Queries, now: number): Promise<Map<string, number>> {
  const at = sql`${new Date(now).toISOString()}::timestamptz`;
  const { rows } = await queries.execute<{ queue: string; per_second: number }>(sql`
    with ended as (
      select queue, started_at, finished_at,
        max(finished_at) over (partition by queue order by started_at
          rows between unbounded preceding and 1 preceding) as before
      from (
        select queue, started_at, finished_at from tasks
        where finished_at > ${at} - interval '1 hour' and started_at is not null
        order by finished_at desc limit ${JUDGED}
      ) newest
    )
    select queue, count(*)::float8 / greatest(0.001, extract(epoch from sum(greatest(interval '0',
      finished_at - case when started_at <= before + ${PAUSE} then before else started_at end))))::float8 as per_second
    from ended group by queue`);
  return new Map(rows.map(({ queue, per_second: perSecond }) => [queue, perSecond]));
}
