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

/** Rows of a series, the first and the one after the last. */
export interface Rows {
  from: number;
  to: number;
}

/** The rows whose bars lie in a range; undefined when there are none. */
export function rowsWithin(series: BarSeries, { start, end }: OpenTimeRange): Rows | undefined {
  const from = start === undefined ? 0 : rowAt(series, start);
  const to = end === undefined ? series.length : rowAt(series, end);
  return from < to ? { from, to } : undefined;
}

/** The bars of these rows: the series itself when they are all of it, else a copy. */
export function copyRows(series: BarSeries, { from, to }: Rows): BarSeries {
  if (from === 0 && to === series.length) return series;
  const copy = createBarSeries(series, to - from);
  for (const name of BAR_COLUMNS) copy[name].set(series[name].subarray(from, to));
  return copy;
}

/** The bars of a range: the series itself when that is all of it, else a copy; undefined when there are none. */
export function sliceSeries(series: BarSeries, range: OpenTimeRange): BarSeries | undefined {
  const rows = rowsWithin(series, range);
  return rows && copyRows(series, rows);
}
