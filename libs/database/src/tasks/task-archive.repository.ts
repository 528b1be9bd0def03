import { Inject, Injectable } from '@nestjs/common';
import { and, eq, isNotNull } from 'drizzle-orm';
import { Database } from '../database.js';
import { tasks } from '../schema/index.js';

/** Tasks that have ended. */
@Injectable()
export class TaskArchive {
  constructor(@Inject(Database) private readonly database: Database) {}

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
