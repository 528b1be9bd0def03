import { Inject, Injectable } from '@nestjs/common';
import type { Task } from '#jobs';
import { and, count, desc, eq, gte, sql, type SQL } from 'drizzle-orm';
import { JOBS_OF_BARS } from '../access/usage.repository.js';
import { Database } from '../database.js';
import { tasks } from '../schema/index.js';
import { toArrayText } from './array-text.js';
import { readQueuePace, type QueuePace } from './queue-pace.js';
import { ROW_AS_JSON, toTask, type TaskRow } from './task-row.js';
import { readTaskRuns, type TaskRun } from './task-runs.js';
import { hasWords, isOlderThan, matchesTask, type TaskFilter, type TaskPlace } from './task-search.js';

/** Tasks that failed in the same way. */
export interface FailureGroup {
  job: string;
  errorCode: string;
  /** The message, with numbers and ids left out. */
  message: string;
  count: number;
  /** When the first and the last of them failed, UTC ms. */
  firstFailedAt: number;
  lastFailedAt: number;
  /** The one that failed last. */
  taskId: string;
}

/** Quotas of bars are about the day that it is. */
const LONGER_THAN_A_DAY = sql.raw(`interval '2 days'`);

/** Tasks among which a page of frequent words is looked for first. */
const NEWEST = 1_000;

const FAILED = sql<number>`count(*) filter (where ${tasks.status} in ('failed', 'timeout'))`.mapWith(Number);

/** What all tasks that are kept can be asked for. */
@Injectable()
export class TaskArchive {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Tasks of the filter, newest first. Frequent words fill the page from the newest tasks; only for rare ones all are looked
   * through, by the index of words.
   */
  async search({ words, ...others }: TaskFilter, limit: number, after?: TaskPlace): Promise<Task[]> {
    const condition = and(matchesTask(others), after && isOlderThan(after)) ?? sql`true`;
    const byTime = sql`created_at desc, id desc`;
    const listed = sql`tasks where ${condition}`;
    if (words === undefined) return this.page(sql`${listed} order by ${byTime}`, limit);
    const newest = sql`(select * from ${listed} order by ${byTime} limit ${NEWEST}) tasks`;
    const matched = hasWords(words);
    const found = await this.page(sql`${newest} where ${matched} order by ${byTime}`, limit);
    if (found.length === limit) return found;
    // PostgreSQL can't guess how rare the beginning of a word is, and would read every task by time until the page is full.
    const byNoIndex = sql`created_at + interval '0' desc, id desc`;
    return this.page(sql`${listed} and ${matched} order by ${byNoIndex}`, limit);
  }

  count(filter: TaskFilter): Promise<number> {
    return this.database.query((queries) => queries.$count(tasks, matchesTask(filter)));
  }

  /** Every run of a task, the oldest first. */
  timeline(taskId: string): Promise<TaskRun[]> {
    return this.database.query((queries) => readTaskRuns(queries, taskId));
  }

  /** Failed tasks of the filter by what went wrong, the most frequent first. */
  failures(filter: Omit<TaskFilter, 'statuses'>, limit: number): Promise<FailureGroup[]> {
    // Ids and numbers differ from task to task where the fault is the same.
    const message = sql<string>`regexp_replace(left(coalesce(${tasks.errorMessage}, ''), 500),
      '[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]+([.][0-9]+)?', '…', 'g')`;
    const failedAt = (aggregate: 'min' | 'max') =>
      sql<number>`extract(epoch from ${sql.raw(aggregate)}(${tasks.finishedAt}))::float8 * 1000`;
    return this.database.query(async (queries) => {
      const rows = await queries
        .select({
          job: tasks.job,
          errorCode: tasks.errorCode,
          message: message.as('message'),
          count: count(),
          firstFailedAt: failedAt('min'),
          lastFailedAt: failedAt('max'),
          taskId: sql<string>`(array_agg(${tasks.id} order by ${tasks.finishedAt} desc))[1]`,
        })
        .from(tasks)
        .where(matchesTask({ ...filter, statuses: ['failed', 'timeout'] }))
        .groupBy(tasks.job, tasks.errorCode, sql`3`)
        .orderBy(desc(count()), desc(sql`6`))
        .limit(limit);
      return rows.map((row) => ({ ...row, errorCode: row.errorCode ?? 'INTERNAL' }));
    });
  }

  /** How each queue gets on that had anything to do within the last hour. @param now UTC ms. */
  paceByQueue(now: number): Promise<Map<string, QueuePace>> {
    return this.database.query((queries) => readQueuePace(queries, now));
  }

  /** How many tasks of each job have ended since that instant (UTC ms), and how many of them did not complete. */
  countByJob(since: number): Promise<{ job: string; ended: number; failed: number }[]> {
    return this.database.query((queries) =>
      queries
        .select({ job: tasks.job, ended: count(), failed: FAILED })
        .from(tasks)
        .where(gte(tasks.finishedAt, since))
        .groupBy(tasks.job),
    );
  }

  /** How many tasks each of the workers has ended since its instant (UTC ms), and how many of them did not complete. */
  async countByWorker(
    workers: readonly { name: string; since: number }[],
  ): Promise<{ worker: string; processed: number; failed: number }[]> {
    if (workers.length === 0) return [];
    const names = toArrayText(workers.map(({ name }) => name));
    const instants = toArrayText(workers.map(({ since }) => new Date(since).toISOString()));
    const asked = sql`unnest(${names}::text[], ${instants}::timestamptz[]) as asked(name, since)`;
    // One stretch of the index for all of them.
    const earliest = Math.min(...workers.map(({ since }) => since));
    return this.database.query((queries) =>
      queries
        .select({ worker: sql<string>`asked.name`, processed: count(), failed: FAILED })
        .from(tasks)
        .innerJoin(asked, sql`asked.name = ${tasks.worker} and ${tasks.finishedAt} >= asked.since`)
        .where(gte(tasks.finishedAt, earliest))
        .groupBy(sql`asked.name`),
    );
  }

  /** Removes the task with its result; not before it has ended. The bars that it used stay counted for as long as quotas look. */
  remove(taskId: string): Promise<'removed' | 'unfinished' | 'unknown'> {
    return this.database.query(async (queries) => {
      const { rows: removed } = await queries.execute(sql`
        with removed as (
          delete from tasks where id = ${taskId} and finished_at is not null returning id, job, submitter, created_at
        ), noted as (
          insert into removed_bars (owner, created_at, bars)
          select submitter, created_at, bars_total from removed join backtest_results on task_id = id
          where job in ${JOBS_OF_BARS} and created_at > now() - ${LONGER_THAN_A_DAY}
        ), forgotten as (
          delete from removed_bars where created_at <= now() - ${LONGER_THAN_A_DAY}
        )
        select id from removed`);
      if (removed.length === 1) return 'removed';
      const found = await queries.select({ id: tasks.id }).from(tasks).where(eq(tasks.id, taskId));
      return found.length > 0 ? 'unfinished' : 'unknown';
    });
  }

  private page(source: SQL, limit: number): Promise<Task[]> {
    return this.database.query(async (queries) => {
      const { rows } = await queries.execute<{ page: TaskRow[] }>(sql`
        select coalesce(json_agg(page), '[]') as page from (select ${ROW_AS_JSON} from ${source} limit ${limit}) page`);
      return rows[0].page.map(toTask);
    });
  }
}
