import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';
import { Inject, Injectable } from '@nestjs/common';
import { and, asc, eq, gte, inArray, isNotNull, isNull } from 'drizzle-orm';
import { Database } from '../database.js';
import { runCheckpoints, tasks } from '../schema/index.js';

const deflateBytes = promisify(deflate);
const inflateBytes = promisify(inflate);

/** The fastest: much of it is noise that no effort makes smaller. */
const LEVEL = 1;

/** What long runs have come to, in pieces that are of use together only. They go when their task ends. */
@Injectable()
export class RunCheckpointRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Keeps a piece and forgets those with a higher number. Gives false, and keeps nothing, when a newer run of the task
   * was opened or it has ended: once it is opened, no piece of an older run can come.
   */
  async save(taskId: string, fence: number, number: number, bytes: Uint8Array): Promise<boolean> {
    const packed = await deflateBytes(bytes, { level: LEVEL });
    return this.database.transaction(async ({ queries }) => {
      const [task] = await queries
        .select({ id: tasks.id })
        .from(tasks)
        .where(and(eq(tasks.id, taskId), eq(tasks.fence, fence), isNull(tasks.finishedAt)))
        .for('share');
      if (task === undefined) return false;
      const { taskId: id, number: place } = runCheckpoints;
      await queries.delete(runCheckpoints).where(and(eq(id, taskId), gte(place, number)));
      await queries.insert(runCheckpoints).values({ taskId, number, packed });
      return true;
    });
  }

  /** All pieces of a task, in order. */
  async load(taskId: string): Promise<Uint8Array[]> {
    const rows = await this.database.query((queries) =>
      queries
        .select({ packed: runCheckpoints.packed })
        .from(runCheckpoints)
        .where(eq(runCheckpoints.taskId, taskId))
        .orderBy(asc(runCheckpoints.number)),
    );
    return Promise.all(rows.map(({ packed }) => inflateBytes(packed)));
  }

  /** Forgets those of a task, so that its next run begins anew. */
  async remove(taskId: string): Promise<void> {
    await this.database.query((queries) =>
      queries.delete(runCheckpoints).where(eq(runCheckpoints.taskId, taskId)),
    );
  }

  /** Forgets those of tasks that ended without a result; gives how many pieces. */
  async removeFinished(): Promise<number> {
    return this.database.query(async (queries) => {
      const finished = queries.select({ id: tasks.id }).from(tasks).where(isNotNull(tasks.finishedAt));
      const removed = await queries.delete(runCheckpoints).where(inArray(runCheckpoints.taskId, finished));
      return removed.rowCount ?? 0;
    });
  }
}
