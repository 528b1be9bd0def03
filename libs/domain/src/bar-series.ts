import type { Bar } from './bar.js';
import type { Timeframe } from './timeframe.js';

/** The columns of a series in the order in which they lie in memory. */
export const BAR_COLUMNS = ['openTime', 'closeTime', 'open', 'high', 'low', 'close', 'volume'] as const;

export type BarColumn = (typeof BAR_COLUMNS)[number];

/**
 * Bars of one instrument as typed columns over one buffer, oldest first, open times unique.
 * The buffer is shared memory when the series is to cross into an engine thread.
 */
export interface BarSeries extends Readonly<Record<BarColumn, Float64Array>> {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  /** Id of the trading calendar that gave `closeTime`. */
  readonly calendar: string;
  /** IANA zone of the instrument; a bare date in a request is a day of this zone. */
  readonly timeZone: string;
  readonly length: number;
  readonly buffer: ArrayBufferLike;
}

export type BarSeriesHead = Pick<BarSeries, 'symbol' | 'timeframe' | 'calendar' | 'timeZone'>;

/** Lays a series over a new (shared) buffer of `length` rows, or over one that was made by this function. */
export function createBarSeries(
  head: BarSeriesHead,
  length: number,
  buffer: ArrayBufferLike = new SharedArrayBuffer(length * BAR_COLUMNS.length * 8),
): BarSeries {
  const column = (index: number): Float64Array => new Float64Array(buffer, index * length * 8, length);
  return {
    symbol: head.symbol,
    timeframe: head.timeframe,
    calendar: head.calendar,
    timeZone: head.timeZone,
    length,
    buffer,
    openTime: column(0),
    closeTime: column(1),
    open: column(2),
    high: column(3),
    low: column(4),
    close: column(5),
    volume: column(6),
  };
}

/** A series made of bars; `closeTimeOf` gives the instant at which a bar is known. */
export function toBarSeries(
  head: BarSeriesHead,
  bars: readonly Bar[],
  closeTimeOf: (openTime: number) => number,
): BarSeries {
  const series = createBarSeries(head, bars.length);
  bars.forEach((bar, row) => {
    series.openTime[row] = bar.openTime;
    series.closeTime[row] = closeTimeOf(bar.openTime);
    series.open[row] = bar.open;
    series.high[row] = bar.high;
    series.low[row] = bar.low;
    series.close[row] = bar.close;
    series.volume[row] = bar.volume;
  });
  return series;
}

export function barAt(series: BarSeries, row: number): Bar {
  return {
    openTime: series.openTime[row],
    open: series.open[row],
    high: series.high[row],
    low: series.low[row],
    close: series.close[row],
    volume: series.volume[row],
  };
}
