import { Inject, Injectable } from '@nestjs/common';
import { and, count, eq, gte, isNotNull, sql } from 'drizzle-orm';
import { Database } from '../database.js';
import { tasks } from '../schema/index.js';

/** Tasks that have ended. */
@Injectable()
export class TaskArchive {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** How many tasks each worker has ended since that instant (UTC ms), and how many of them did not complete. */
  countByWorker(since: number): Promise<{ worker: string; processed: number; failed: number }[]> {
    const failed = sql<number>`count(*) filter (where ${tasks.status} in ('failed', 'timeout'))`.mapWith(
      Number,
    );
    return this.database.query(async (queries) => {
      const rows = await queries
        .select({ worker: tasks.worker, processed: count(), failed })
        .from(tasks)
        .where(and(gte(tasks.finishedAt, since), isNotNull(tasks.worker)))
        .groupBy(tasks.worker);
      return rows.map((row) => ({ ...row, worker: row.worker ?? '' }));
    });
  }

  /** Removes the task with its result; not before it has ended. */
  remove(taskId: string): Promise<'removed' | 'unfinished' | 'unknown'> {
    return this.database.query(async (queries) => {
      const removed = await queries
        .delete(tasks)
        .where(and(eq(tasks.id, taskId), isNotNull(tasks.finishedAt)));
      if (removed.rowCount === 1) return 'removed';
      const found = await queries.select({ id: tasks.id }).from(tasks).where(eq(tasks.id, taskId));
      return found.length > 0 ? 'unfinished' : 'unknown';
    });
  }
}
