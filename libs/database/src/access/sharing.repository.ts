import { Inject, Injectable } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { Database } from '../database.js';
import { strategies, tasks } from '../schema/index.js';

/** Who may see what is somebody's. */
@Injectable()
export class SharingRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Whether everybody may see the task; false also where there is none. */
  isTaskShared(id: string): Promise<boolean> {
    return this.database.query(async (queries) => {
      const [task] = await queries.select({ shared: tasks.shared }).from(tasks).where(eq(tasks.id, id));
      return task?.shared ?? false;
    });
  }

  /** False where there is no such task on record. */
  async shareTask(id: string, shared: boolean): Promise<boolean> {
    const { rowCount } = await this.database.query((queries) =>
      queries.update(tasks).set({ shared }).where(eq(tasks.id, id)),
    );
    return rowCount === 1;
  }

  /** False where there is no such strategy. */
  async shareStrategy(id: string, shared: boolean): Promise<boolean> {
    const { rowCount } = await this.database.query((queries) =>
      queries.update(strategies).set({ shared }).where(eq(strategies.id, id)),
    );
    return rowCount === 1;
  }
}
