import { Inject, Injectable } from '@nestjs/common';
import {
  barAt,
  BarkeepError,
  resampleSeries,
  type Adjustment,
  type BarSeries,
  type Instrument,
  type Timeframe,
} from '#domain';
import {
  BarRepository,
  InstrumentRepository,
  type BarPage,
  type BarRequest,
  type StoredSeries,
} from '#database';
import { LRUCache } from 'lru-cache';
import { toAsOfInstant, toOpenTimeRange, type OpenTimeRange } from './request-range.js';
import { copyRows, rowsWithin, sliceSeries, type Rows } from './slice-series.js';
import { sourceTimeframeOf } from './source-timeframe.js';
import { splitRange } from './split-range.js';

/** Bars as a request asks for them; dates as in `toOpenTimeRange`, `asOf` as in `toAsOfInstant`. */
export interface SeriesRequest {
  symbol: string;
  timeframe: Timeframe;
  start?: string | null;
  end?: string | null;
  adjust: Adjustment;
  asOf?: string | null;
}

export interface PartsRequest extends SeriesRequest {
  /** `nextCursor` of a page: what lies before it is left out. */
  cursor?: string;
}

export interface PageRequest extends PartsRequest {
  limit: number;
}

export interface QueriedPage extends BarPage {
  /** The stored timeframe that the bars were joined from; null where they are stored. */
  derivedFrom: Timeframe | null;
}

/** A request with its dates read, and the stored series that answers it. */
interface ReadRequest {
  whole: BarRequest;
  range: OpenTimeRange;
  source: StoredSeries | undefined;
}

const CACHE_BYTES = 512 * 1024 * 1024;
/** Longer series are read in the part that is asked for, and not kept. */
const LARGEST_KEPT_BARS = 2_000_000;
/** Bars that are read at a time where nothing is kept. */
const BARS_AT_ONCE = 250_000;

/**
 * Reads bars. A timeframe that isn't stored is joined from a finer one that is. Whole series are kept on shared
 * memory, for every thread of the process, until their data change.
 */
@Injectable()
export class BarQuery {
  private readonly cache = new LRUCache<string, BarSeries, () => Promise<BarSeries | undefined>>({
    maxSize: CACHE_BYTES,
    sizeCalculation: (series) => series.buffer.byteLength,
    fetchMethod: (_key, _stale, { context: load }) => load(),
  });

  constructor(
    @Inject(BarRepository) private readonly bars: BarRepository,
    @Inject(InstrumentRepository) private readonly instruments: InstrumentRepository,
  ) {}

  /**
   * The bars of the range, shared: never write into them. Undefined when there are none.
   * @throws BarkeepError SYMBOL_NOT_FOUND, PARAMETER_INVALID.
   */
  async loadSeries(request: SeriesRequest): Promise<BarSeries | undefined> {
    const { whole, range, source } = await this.read(request);
    if (!source) return undefined;
    if (!this.isKept(source, whole)) return this.bars.loadBarSeries({ ...whole, ...range });
    const key = await this.keyOf(whole, source);
    const series = await this.loadWhole(whole, source, key);
    const rows = series && rowsWithin(series, range);
    return rows && this.keepPart(series, key, rows);
  }

  /** The bars of the range, oldest first, in parts of a size that a stream can hold. Errors as `loadSeries`. */
  async *readParts({ cursor, ...request }: PartsRequest): AsyncGenerator<BarSeries> {
    const { whole, range: all, source } = await this.read(request);
    if (!source) return;
    const range = after(cursor, all);
    if (this.isKept(source, whole)) {
      const series = await this.loadWhole(whole, source);
      const part = series && sliceSeries(series, range);
      if (part) yield part;
      return;
    }
    for (const piece of splitRange(range, source, BARS_AT_ONCE)) {
      const part = await this.bars.loadBarSeries({ ...whole, ...piece });
      if (part) yield part;
    }
  }

  /**
   * A page of the bars of the range, oldest first.
   * @throws BarkeepError SYMBOL_NOT_FOUND, PARAMETER_INVALID.
   */
  async pageBars({ cursor, limit, ...request }: PageRequest): Promise<QueriedPage> {
    const { whole, range, source } = await this.read(request);
    if (!source || source.timeframe === whole.timeframe)
      return { ...(await this.bars.pageBars({ ...whole, ...range, cursor, limit })), derivedFrom: null };
    const series = await this.loadWhole(whole, source);
    const rest = series && sliceSeries(series, after(cursor, range));
    const length = Math.min(limit, rest?.length ?? 0);
    const bars = Array.from({ length }, (_, row) => barAt(rest!, row));
    const nextCursor = rest && rest.length > limit ? String(bars[length - 1].openTime) : null;
    return { bars, nextCursor, derivedFrom: source.timeframe };
  }

  /**
   * How many bars of the range there are now.
   * @throws BarkeepError SYMBOL_NOT_FOUND, PARAMETER_INVALID.
   */
  async countBars(request: Pick<SeriesRequest, 'symbol' | 'timeframe' | 'start' | 'end'>): Promise<number> {
    const { whole, range, source } = await this.read({ ...request, adjust: 'raw' });
    if (!source) return 0;
    if (source.timeframe === whole.timeframe) return this.bars.countBars({ ...whole, ...range });
    const series = await this.loadWhole(whole, source);
    return (series && sliceSeries(series, range)?.length) ?? 0;
  }

  /** The stored series from which bars of a timeframe are read, or undefined where there is none. */
  async findSource(symbol: string, timeframe: Timeframe): Promise<StoredSeries | undefined> {
    const stored = await this.bars.listSeries(symbol);
    const found = sourceTimeframeOf(timeframe, new Set(stored.map((series) => series.timeframe)));
    return stored.find((series) => series.timeframe === found);
  }

  /** Whether the series that answers is kept whole: joined bars always are, being fewer than what is stored. */
  private isKept(source: StoredSeries, { timeframe }: BarRequest): boolean {
    return source.timeframe !== timeframe || source.count <= LARGEST_KEPT_BARS;
  }

  /** Another one as soon as the data change. */
  private async keyOf(whole: BarRequest, source: StoredSeries): Promise<string> {
    const { symbol, timeframe, adjust, asOf } = whole;
    const version = await this.bars.dataVersion(symbol, source.timeframe);
    return [symbol, timeframe, source.timeframe, version, adjust, asOf ?? 'now'].join('|');
  }

  private async loadWhole(
    whole: BarRequest,
    source: StoredSeries,
    key?: string,
  ): Promise<BarSeries | undefined> {
    return this.cache.fetch(key ?? (await this.keyOf(whole, source)), {
      context: () =>
        source.timeframe === whole.timeframe ? this.bars.loadBarSeries(whole) : this.join(whole, source),
    });
  }

  /**
   * A part is kept like the whole, so that the runs of a range share it: shared memory weighs nothing to the collector,
   * and copies for each run pile up in every engine thread that saw one.
   */
  private keepPart(series: BarSeries, key: string, rows: Rows): BarSeries {
    const partKey = `${key}|${rows.from}-${rows.to}`;
    const kept = this.cache.get(partKey);
    if (kept) return kept;
    const part = copyRows(series, rows);
    if (part !== series) this.cache.set(partKey, part);
    return part;
  }

  private async join(whole: BarRequest, source: StoredSeries): Promise<BarSeries | undefined> {
    const finer = { ...whole, timeframe: source.timeframe };
    const series = this.isKept(source, finer)
      ? await this.loadWhole(finer, source)
      : await this.bars.loadBarSeries(finer);
    const joined = series && resampleSeries(series, whole.timeframe);
    return joined && joined.length > 0 ? joined : undefined;
  }

  /** @throws BarkeepError SYMBOL_NOT_FOUND, PARAMETER_INVALID. */
  private async read(request: SeriesRequest): Promise<ReadRequest> {
    const { symbol, timeframe, adjust } = request;
    const { timeZone } = await this.requireInstrument(symbol);
    const range = toOpenTimeRange(request, timeframe, timeZone);
    const asOf = toAsOfInstant(request.asOf, timeZone);
    const source = await this.findSource(symbol, timeframe);
    return { whole: { symbol, timeframe, adjust, asOf }, range, source };
  }

  private async requireInstrument(symbol: string): Promise<Instrument> {
    const found = await this.instruments.find(symbol);
    if (!found) throw new BarkeepError('SYMBOL_NOT_FOUND', `There is no symbol ${symbol}`);
    return found;
  }
}

/** @throws BarkeepError PARAMETER_INVALID for a cursor that no page gave. */
function after(cursor: string | undefined, { start = -Infinity, end }: OpenTimeRange): OpenTimeRange {
  if (cursor === undefined) return { start, end };
  if (!Number.isFinite(new Date(Number(cursor)).getTime()))
    throw new BarkeepError('PARAMETER_INVALID', 'The cursor is not one of ours');
  return { start: Math.max(Number(cursor) + 1, start), end };
}
