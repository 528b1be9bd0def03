import { Inject, Injectable } from '@nestjs/common';
import { sql } from 'drizzle-orm';
import { Database } from '../database.js';

/** How far a backfill has come. */
export interface BackfillState<Chunk, Counts> {
  chunks: readonly Chunk[];
  /** The place of the first chunk that is not done. */
  nextChunk: number;
  counts: Counts;
}

/** The chunks of each backfill and the first one that is not done; both go with their task. */
@Injectable()
export class BackfillRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** What is stored of the task; for a new one what is given, which is stored then. */
  async open<Chunk, Counts>(
    taskId: string,
    chunks: readonly Chunk[],
    counts: Counts,
  ): Promise<BackfillState<Chunk, Counts>> {
    const { rows } = await this.database.query(async (queries) => {
      await queries.execute(sql`
        insert into backfills (task_id, chunks, counts)
        values (${taskId}, ${JSON.stringify(chunks)}, ${JSON.stringify(counts)}) on conflict do nothing`);
      return queries.execute<{ chunks: Chunk[]; nextChunk: number; counts: Counts }>(
        sql`select chunks, next_chunk as "nextChunk", counts from backfills where task_id = ${taskId}`,
      );
    });
    return rows[0];
  }

  /** That everything before a chunk is done. It never goes back: a run that was thought lost may come late. */
  async advance<Counts>(taskId: string, nextChunk: number, counts: Counts): Promise<void> {
    await this.database.query((queries) =>
      queries.execute(sql`
        update backfills set next_chunk = ${nextChunk}, counts = ${JSON.stringify(counts)}, updated_at = now()
        where task_id = ${taskId} and next_chunk < ${nextChunk}`),
    );
  }
}
