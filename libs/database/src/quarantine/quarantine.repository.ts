import { Inject, Injectable } from '@nestjs/common';
import type { Timeframe } from '#domain';
import { desc, sql } from 'drizzle-orm';
import { Database } from '../database.js';
import type { DataOrigin } from '../ingest.js';
import { quarantinedLines } from '../schema/index.js';
import { storable } from '../storable-text.js';

/** A line that could not be used: what it said, as far as it is kept, and why not. */
export interface QuarantinedLine {
  line: number;
  content: string;
  reason: string;
}

export interface QuarantineRecord extends QuarantinedLine, DataOrigin {
  symbol: string;
  timeframe: Timeframe;
  /** UTC ms. */
  foundAt: number;
}

/** Rows of one statement: PostgreSQL takes at most 65,535 parameters. */
const ROWS_PER_INSERT = 5_000;

@Injectable()
export class QuarantineRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Keeps lines; those that are kept already, from the same place, stay once. */
  async add(
    series: { symbol: string; timeframe: Timeframe },
    lines: readonly QuarantinedLine[],
    origin: DataOrigin,
  ): Promise<void> {
    const rows = lines.map((line) => {
      return {
        ...series,
        ...origin,
        ...line,
        content: storable(line.content),
        reason: storable(line.reason),
      };
    });
    for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) {
      const values = rows.slice(from, from + ROWS_PER_INSERT).map((row) => ({ ...row, foundAt: sql`now()` }));
      await this.database.query((queries) =>
        queries.insert(quarantinedLines).values(values).onConflictDoNothing(),
      );
    }
  }

  /** The newest first. */
  list(limit: number): Promise<QuarantineRecord[]> {
    return this.database.query(async (queries) => {
      const rows = await queries
        .select()
        .from(quarantinedLines)
        .orderBy(desc(quarantinedLines.id))
        .limit(limit);
      return rows.map(({ id: _id, ...row }) => ({ ...row, timeframe: row.timeframe as Timeframe }));
    });
  }
}
