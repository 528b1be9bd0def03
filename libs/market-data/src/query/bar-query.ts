import { Inject, Injectable } from '@nestjs/common';
import { BarkeepError, type Adjustment, type BarSeries, type Instrument, type Timeframe } from '#domain';
import { BarRepository, InstrumentRepository, type BarPage, type BarRequest } from '#database';
import { LRUCache } from 'lru-cache';
import { toAsOfInstant, toOpenTimeRange } from './request-range.js';
import { sliceSeries } from './slice-series.js';

/** Bars as a request asks for them; dates as in `toOpenTimeRange`, `asOf` as in `toAsOfInstant`. */
export interface SeriesRequest {
  symbol: string;
  timeframe: Timeframe;
  start?: string | null;
  end?: string | null;
  adjust: Adjustment;
  asOf?: string | null;
}

export interface PageRequest extends SeriesRequest {
  cursor?: string;
  limit: number;
}

const CACHE_BYTES = 512 * 1024 * 1024;
/** Longer series are read in the part that is asked for, and not kept. */
const LARGEST_KEPT_BARS = 2_000_000;

/** Reads bars. Whole series are kept on shared memory, for every thread of the process, until their data change. */
@Injectable()
export class BarQuery {
  private readonly cache = new LRUCache<string, BarSeries, BarRequest>({
    maxSize: CACHE_BYTES,
    sizeCalculation: (series) => series.buffer.byteLength,
    fetchMethod: (_key, _stale, { context }) => this.bars.loadBarSeries(context),
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
    const { symbol, timeframe, adjust } = request;
    const instrument = await this.requireInstrument(symbol);
    const range = toOpenTimeRange(request, timeframe, instrument.timeZone);
    const asOf = toAsOfInstant(request.asOf, instrument.timeZone);
    const stored = await this.bars.findRange(symbol, timeframe);
    if (!stored) return undefined;
    const whole: BarRequest = { symbol, timeframe, adjust, asOf };
    if (stored.count > LARGEST_KEPT_BARS) return this.bars.loadBarSeries({ ...whole, ...range });
    const version = await this.bars.dataVersion(symbol, timeframe);
    const key = [symbol, timeframe, version, adjust, asOf ?? 'now'].join('|');
    const series = await this.cache.fetch(key, { context: whole });
    return series && sliceSeries(series, range);
  }

  /**
   * A page of the bars of the range, oldest first.
   * @throws BarkeepError SYMBOL_NOT_FOUND, PARAMETER_INVALID.
   */
  async pageBars(request: PageRequest): Promise<BarPage> {
    const { symbol, timeframe, adjust, cursor, limit } = request;
    const { timeZone } = await this.requireInstrument(symbol);
    const range = toOpenTimeRange(request, timeframe, timeZone);
    const asOf = toAsOfInstant(request.asOf, timeZone);
    return this.bars.pageBars({ symbol, timeframe, adjust, ...range, asOf, cursor, limit });
  }

  /**
   * How many bars of the range are stored now.
   * @throws BarkeepError SYMBOL_NOT_FOUND, PARAMETER_INVALID.
   */
  async countBars(request: Pick<SeriesRequest, 'symbol' | 'timeframe' | 'start' | 'end'>): Promise<number> {
    const { symbol, timeframe } = request;
    const { timeZone } = await this.requireInstrument(symbol);
    return this.bars.countBars({ symbol, timeframe, ...toOpenTimeRange(request, timeframe, timeZone) });
  }

  private async requireInstrument(symbol: string): Promise<Instrument> {
    const found = await this.instruments.find(symbol);
    if (!found) throw new BarkeepError('SYMBOL_NOT_FOUND', `There is no symbol ${symbol}`);
    return found;
  }
}
