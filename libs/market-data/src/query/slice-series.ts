import { BAR_COLUMNS, createBarSeries, type BarSeries } from '#domain';
import type { OpenTimeRange } from './request-range.js';

/** The row of the first bar that opened at or after the instant. */
function rowAt(series: BarSeries, instant: number): number {
  let from = 0;
  let to = series.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (series.openTime[middle] < instant) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The bars of a range: the series itself when that is all of it, else a copy; undefined when there are none. */
export function sliceSeries(series: BarSeries, { start, end }: OpenTimeRange): BarSeries | undefined {
  const from = start === undefined ? 0 : rowAt(series, start);
  const to = end === undefined ? series.length : rowAt(series, end);
  if (from >= to) return undefined;
  if (from === 0 && to === series.length) return series;
  const slice = createBarSeries(series, to - from);
  for (const name of BAR_COLUMNS) slice[name].set(series[name].subarray(from, to));
  return slice;
}
