import { Inject, Injectable } from '@nestjs/common';
import { BarkeepError, type Bar, type BarSeries, type Timeframe } from '#domain';
import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import { Database } from '../database.js';
import type { IngestCounts } from '../ingest.js';
import { requireInstrument, selectInstrument } from '../instruments/instrument.repository.js';
import { barSeries, instruments } from '../schema/index.js';
import { assertUnmixed } from './bar-providers.js';
import type { BarRequest } from './bar-request.js';
import { loadBars } from './load-bars.js';
import { loadFirstBars } from './load-first-bars.js';
import { narrowToKnown } from './narrow-to-known.js';
import { upsertBars, type BarUpsert, type BarUpsertResult } from './upsert-bars.js';

/** What is stored of a series; `first` and `last` are open times, UTC ms. */
export interface SeriesRange {
  first: number;
  last: number;
  count: number;
}

export interface StoredSeries extends SeriesRange {
  symbol: string;
  timeframe: Timeframe;
}

export interface BarPageRequest extends BarRequest {
  /** `nextCursor` of the page before. */
  cursor?: string;
  limit: number;
}

export interface BarPage {
  bars: Bar[];
  /** Null on the last page. */
  nextCursor: string | null;
}

/** In the words of an index, which holds nothing else: the answer comes at once, however many bars there are. */
const IMPOSSIBLE = sql`not (
  sign(high - low) <> -1 and low >= 1e-50 and low <= 1e50 and high <= 1e50
  and open >= 1e-50 and open <= 1e50 and close >= 1e-50 and close <= 1e50)`;

/** Ends the transaction of an ingest that was only tried. */
class TakenBack extends Error {
  constructor(readonly counts: IngestCounts) {
    super('only tried');
  }
}

@Injectable()
export class BarRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Writes what is new or different, in one transaction.
   * @throws BarkeepError SYMBOL_NOT_FOUND; MixedProviders; RangeError when the bars are not in order with unique open times.
   */
  upsertBars(upsert: BarUpsert): Promise<BarUpsertResult> {
    return this.database.transaction((transaction) => upsertBars(transaction, upsert));
  }

  /**
   * What `upsertBars` would do: it does, and takes all of it back.
   * @throws as `upsertBars`.
   */
  async tryUpsert(upsert: BarUpsert): Promise<IngestCounts> {
    const tried = await this.database
      .transaction(async (transaction): Promise<never> => {
        throw new TakenBack(await upsertBars(transaction, upsert));
      })
      .catch((end: unknown) => end);
    if (tried instanceof TakenBack) return tried.counts;
    throw tried;
  }

  /** Makes the tables of short bars for the years around an instant (UTC ms), so that no ingest has to. */
  async ensureYears(instant: number): Promise<void> {
    await this.database.query((queries) =>
      queries.execute(sql`select ensure_bar_years(${toTimestamp(instant)})`),
    );
  }

  /** The bars on shared memory, oldest first; undefined when the series has none of them. */
  loadBarSeries(request: BarRequest): Promise<BarSeries | undefined> {
    return this.read(request, async (transaction) => {
      const instrument = await selectInstrument(transaction.queries, request.symbol);
      const known = instrument && (await narrowToKnown(transaction.client, instrument.id, request));
      return known && loadBars(transaction, instrument, known);
    });
  }

  /**
   * A page of bars, oldest first.
   * @throws BarkeepError SYMBOL_NOT_FOUND, PARAMETER_INVALID for a cursor that no page gave.
   */
  pageBars({ cursor, limit, ...request }: BarPageRequest): Promise<BarPage> {
    return this.read(request, async (transaction) => {
      const instrument = await requireInstrument(transaction.queries, request.symbol);
      const start = cursor === undefined ? request.start : instantAfter(cursor, request.start);
      const known = await narrowToKnown(transaction.client, instrument.id, { ...request, start });
      const found = known ? await loadFirstBars(transaction, instrument, known, limit + 1) : [];
      const bars = found.slice(0, limit);
      const isLast = found.length <= limit;
      return { bars, nextCursor: isLast ? null : String(bars[bars.length - 1].openTime) };
    });
  }

  /** How many current bars lie in the range; 0 for an unknown symbol. */
  async countBars({ symbol, timeframe, start, end }: Omit<BarRequest, 'adjust' | 'asOf'>): Promise<number> {
    const stored = await this.findRange(symbol, timeframe);
    if (!stored) return 0;
    const { first, last, count } = stored;
    if ((start ?? first) <= first && (end ?? Infinity) > last) return count;
    const { rows } = await this.database.query((queries) =>
      queries.execute<{ count: string }>(sql`
        select count(*) from bars
        where instrument_id = (select id from instruments where symbol = ${symbol}) and timeframe = ${timeframe}
          and open_time >= ${toTimestamp(start ?? first)} and open_time < ${toTimestamp(end ?? last + 1)}`),
    );
    return Number(rows[0].count);
  }

  async findRange(symbol: string, timeframe: Timeframe): Promise<SeriesRange | undefined> {
    const [found] = await this.selectSeries(symbol, timeframe);
    return found && { first: found.first, last: found.last, count: found.count };
  }

  /** Every stored series, by symbol; only those of one symbol when it is given. */
  listSeries(symbol?: string): Promise<StoredSeries[]> {
    return this.selectSeries(symbol);
  }

  /**
   * Whether bars of a provider may be stored beside those of the series, as far as can be told before.
   * @throws MixedProviders.
   */
  assertUnmixed(symbol: string, timeframes: readonly Timeframe[], provider: string): Promise<void> {
    return this.database.transaction(async ({ queries, client }) => {
      const instrument = await selectInstrument(queries, symbol);
      if (instrument) await assertUnmixed(client, instrument.id, timeframes, provider);
    });
  }

  /** Those of the symbols that have current bars, of any timeframe, with prices that can't be. */
  async listImpossible(symbols: readonly string[]): Promise<string[]> {
    const { rows } = await this.database.query((queries) =>
      queries.execute<{ symbol: string }>(sql`
        select distinct i.symbol from bars b join instruments i on i.id = b.instrument_id
        where i.symbol = any(${sql.param([...symbols])}) and ${IMPOSSIBLE}`),
    );
    return rows.map(({ symbol }) => symbol);
  }

  /** A text that changes with every change of the series, its instrument or its corporate actions. */
  dataVersion(symbol: string, timeframe: Timeframe): Promise<string> {
    return this.database.query(async (queries) => {
      const [row] = await queries
        .select({ id: instruments.id, version: instruments.version, batch: barSeries.batch })
        .from(instruments)
        .innerJoin(barSeries, eq(barSeries.instrumentId, instruments.id))
        .where(and(eq(instruments.symbol, symbol), eq(barSeries.timeframe, timeframe)));
      return row ? `${row.id}.${row.version}.${row.batch}` : 'none';
    });
  }

  private selectSeries(symbol?: string, timeframe?: Timeframe): Promise<StoredSeries[]> {
    return this.database.query(async (queries) => {
      const rows = await queries
        .select({
          symbol: instruments.symbol,
          timeframe: barSeries.timeframe,
          first: barSeries.firstOpen,
          last: barSeries.lastOpen,
          count: barSeries.barCount,
        })
        .from(barSeries)
        .innerJoin(instruments, eq(instruments.id, barSeries.instrumentId))
        .where(
          and(
            symbol === undefined ? undefined : eq(instruments.symbol, symbol),
            timeframe === undefined ? undefined : eq(barSeries.timeframe, timeframe),
          ),
        )
        .orderBy(asc(instruments.symbol), asc(barSeries.timeframe));
      return rows.map((row) => ({ ...row, timeframe: row.timeframe as Timeframe }));
    });
  }

  /**
   * Several statements that see one state: a snapshot, or with `asOf` what was known then. For the latter a snapshot
   * would be taken before waiting for a running ingest, and miss it; ingests wait for the reader instead.
   */
  private read<Result>(
    { asOf }: BarRequest,
    work: Parameters<typeof this.database.transaction<Result>>[0],
  ): Promise<Result> {
    return this.database.transaction(work, asOf === undefined ? 'repeatable read' : 'read committed');
  }
}

function instantAfter(cursor: string, start = -Infinity): number {
  if (!/^-?\d{1,15}$/.test(cursor))
    throw new BarkeepError('PARAMETER_INVALID', 'The cursor is not one of ours');
  return Math.max(Number(cursor) + 1, start);
}

function toTimestamp(instant: number): SQL {
  return sql`${new Date(instant).toISOString()}::timestamptz`;
}
