import type { TaskStatus } from '#domain';
import type { JobName, QueueName } from '#jobs';
import { and, eq, gte, inArray, lte, sql, type SQL } from 'drizzle-orm';
import { tasks } from '../schema/index.js';

/** Which tasks are wanted; instants are UTC ms, both inclusive. */
export interface TaskFilter {
  statuses?: readonly TaskStatus[];
  job?: JobName;
  queue?: QueueName;
  worker?: string;
  errorCode?: string;
  replayOf?: string;
  /** Backtests that carry it. */
  tag?: string;
  /** Only those that no other task repeats. */
  isUnrepeated?: true;
  since?: number;
  until?: number;
  /** Words of what the task was given, its job, submitter, worker or error; each may be only begun. */
  words?: string;
}

/** A task's place in the history, newest first. */
export interface TaskPlace {
  createdAt: number;
  id: string;
}

export function matchesTask(filter: TaskFilter): SQL | undefined {
  const { statuses, job, queue, worker, errorCode, replayOf, tag, since, until, words } = filter;
  return and(
    statuses && inArray(tasks.status, [...statuses]),
    job && eq(tasks.job, job),
    queue && eq(tasks.queue, queue),
    worker === undefined ? undefined : eq(tasks.worker, worker),
    errorCode === undefined ? undefined : sql`${tasks.errorCode} = ${errorCode}`,
    replayOf === undefined ? undefined : eq(tasks.replayOf, replayOf),
    tag === undefined ? undefined : hasTag(tag),
    filter.isUnrepeated ? isUnrepeated : undefined,
    since === undefined ? undefined : gte(tasks.createdAt, since),
    until === undefined ? undefined : lte(tasks.createdAt, until),
    words === undefined ? undefined : hasWords(words),
  );
}

const isUnrepeated = sql`not exists (select from tasks again where again.replay_of = ${tasks.id})`;

function hasTag(tag: string): SQL {
  return sql`exists (select from backtest_runs run where run.task_id = ${tasks.id} and run.tags @> array[${tag}]::text[])`;
}

/** Tasks that come after the place where the newest is first. */
export function isOlderThan({ createdAt, id }: TaskPlace): SQL {
  const instant = new Date(createdAt).toISOString();
  return sql`(${tasks.createdAt}, ${tasks.id}) < (${instant}::timestamptz, ${id})`;
}

/** A text without a word in it is found nowhere. */
export function hasWords(text: string): SQL {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  if (words.length === 0) return sql`false`;
  const query = words.map((word) => `'${word}':*`).join(' & ');
  return sql`task_words(${tasks.job}, ${tasks.submitter}, ${tasks.worker}, ${tasks.payload}, ${tasks.errorMessage})
    @@ to_tsquery('simple', ${query})`;
}
