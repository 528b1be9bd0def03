import { Inject, Injectable } from '@nestjs/common';
import type { ProvidedDataset } from '#config';
import type { RowDataset, Timeframe } from '#domain';
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { Database } from '../database.js';
import type { DataOrigin } from '../ingest.js';
import { quarantinedLines } from '../schema/index.js';
import { storable } from '../storable-text.js';

/** A line or row that could not be used, or looks strange: what it said, as far as it is kept, and why. */
export interface QuarantinedLine {
  /** Of a file; 0 for what comes from elsewhere. */
  line: number;
  content: string;
  reason: string;
  /** An `error` (when absent) was not stored, a `warning` was. */
  severity?: 'error' | 'warning';
}

/** What the line was to be: a bar of a series, or a row of a dataset about a subject. */
export type QuarantinePlace =
  { symbol: string; timeframe: Timeframe } | { symbol: string; dataset: RowDataset };

export interface QuarantineRecord extends Required<QuarantinedLine>, DataOrigin {
  /** For `before` of the next page. */
  id: number;
  /** `historical_prices` for bars, of files too. */
  dataset: ProvidedDataset;
  /** Or the id of a series; empty for a dataset of the world. */
  symbol: string;
  /** Of bars. */
  timeframe: Timeframe | null;
  /** UTC ms. */
  foundAt: number;
}

export interface QuarantineQuery {
  dataset?: ProvidedDataset;
  symbol?: string;
  provider?: string;
  severity?: 'error' | 'warning';
  limit: number;
  /** `id` of the last one of the page before. */
  before?: number;
}

/** As bars have always been named in this table. */
const STORED_BARS = 'bars';
/** Rows of one statement: PostgreSQL takes at most 65,535 parameters. */
const ROWS_PER_INSERT = 5_000;

@Injectable()
export class QuarantineRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Keeps lines; those that are kept already, from the same place, stay once. */
  async add(place: QuarantinePlace, lines: readonly QuarantinedLine[], origin: DataOrigin): Promise<void> {
    const rows = lines.map(({ line, content, reason, severity = 'error' }) => ({
      ...{ dataset: STORED_BARS, timeframe: null, ...place, ...origin },
      ...{ line, severity, content: storable(content), reason: storable(reason) },
    }));
    for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) {
      const values = rows.slice(from, from + ROWS_PER_INSERT).map((row) => ({ ...row, foundAt: sql`now()` }));
      await this.database.query((queries) =>
        queries.insert(quarantinedLines).values(values).onConflictDoNothing(),
      );
    }
  }

  /** The newest first. */
  list({ dataset, symbol, provider, severity, limit, before }: QuarantineQuery): Promise<QuarantineRecord[]> {
    const { id } = quarantinedLines;
    const conditions = [
      dataset && eq(quarantinedLines.dataset, dataset === 'historical_prices' ? STORED_BARS : dataset),
      symbol === undefined ? undefined : eq(quarantinedLines.symbol, symbol),
      provider && eq(quarantinedLines.provider, provider),
      severity && eq(quarantinedLines.severity, severity),
      before === undefined ? undefined : lt(id, before),
    ];
    return this.database.query(async (queries) => {
      const rows = await queries
        .select()
        .from(quarantinedLines)
        .where(and(...conditions.filter((condition) => condition !== undefined && condition !== '')))
        .orderBy(desc(id))
        .limit(limit);
      return rows.map(
        (row) =>
          ({
            ...row,
            dataset: row.dataset === STORED_BARS ? 'historical_prices' : row.dataset,
          }) as QuarantineRecord,
      );
    });
  }

  /** Forgets a record that was looked at; false when there is none. */
  async remove(id: number): Promise<boolean> {
    const removed = await this.database.query((queries) =>
      queries
        .delete(quarantinedLines)
        .where(eq(quarantinedLines.id, id))
        .returning({ id: quarantinedLines.id }),
    );
    return removed.length > 0;
  }
}
