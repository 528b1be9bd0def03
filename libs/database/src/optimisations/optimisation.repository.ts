import { Inject, Injectable } from '@nestjs/common';
import type { ColumnTable } from '#domain';
import type { TaskEnding } from '#jobs';
import { and, eq } from 'drizzle-orm';
import { Database } from '../database.js';
import { packTable, unpackTable } from '../results/packed-table.js';
import {
  optimiseRanges,
  optimiseResults,
  optimiseTables,
  tasks,
  type OPTIMISE_TABLES,
} from '../schema/index.js';
import { toEndingColumns } from '../tasks/task-row.js';
import type { StoredOptimisation } from './stored-optimisation.js';

export type OptimiseTableName = (typeof OPTIMISE_TABLES)[number];

/** Results of optimisations. They go when their task goes. */
@Injectable()
export class OptimisationRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Writes the result, drops the ranges that it was made of and ends the task, all or nothing. Gives false, and writes
   * nothing, when a newer run of the task was opened; saving again with the same fence changes nothing.
   */
  async save(
    taskId: string,
    fence: number,
    { trials, equity, ...columns }: StoredOptimisation,
    ending: TaskEnding,
  ): Promise<boolean> {
    const pack = async (name: OptimiseTableName, table: ColumnTable) => {
      return { taskId, name, length: table.length, packed: await packTable(table) };
    };
    const packed = [await pack('trials', trials), await pack('equity', equity)];
    return this.database.transaction(async ({ queries }) => {
      const [state] = await queries
        .select({ fence: tasks.fence, finishedAt: tasks.finishedAt })
        .from(tasks)
        .where(eq(tasks.id, taskId))
        .for('update');
      if (!state || state.fence !== fence) return false;
      if (state.finishedAt !== null) return true;
      await queries.insert(optimiseResults).values({ taskId, fence, ...columns });
      await queries.insert(optimiseTables).values(packed);
      await queries.delete(optimiseRanges).where(eq(optimiseRanges.runId, taskId));
      await queries.update(tasks).set(toEndingColumns(ending)).where(eq(tasks.id, taskId));
      return true;
    });
  }

  async find(taskId: string): Promise<Omit<StoredOptimisation, 'trials' | 'equity'> | undefined> {
    const [row] = await this.database.query((queries) =>
      queries.select().from(optimiseResults).where(eq(optimiseResults.taskId, taskId)),
    );
    if (!row) return undefined;
    const { taskId: _taskId, fence: _fence, ...stored } = row;
    return stored;
  }

  /** One table in full; undefined when there is no such result. */
  async findTable(taskId: string, name: OptimiseTableName): Promise<ColumnTable | undefined> {
    const [table] = await this.database.query((queries) =>
      queries
        .select()
        .from(optimiseTables)
        .where(and(eq(optimiseTables.taskId, taskId), eq(optimiseTables.name, name))),
    );
    return table && unpackTable(table.packed);
  }
}
