import { BAR_COLUMNS, type BarSeries } from '#domain';

/** The rows `from` (included) to `to` of a series, over the same memory. */
export function viewRows(series: BarSeries, from: number, to: number): BarSeries {
  const columns = BAR_COLUMNS.map((name) => [name, series[name].subarray(from, to)] as const);
  return { ...series, length: to - from, ...(Object.fromEntries(columns) as Pick<BarSeries, 'openTime'>) };
}

/** How many of the ascending times lie at or before an instant. */
export function countUpTo(times: Float64Array, instant: number): number {
  let from = 0;
  let to = times.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (times[middle] <= instant) from = middle + 1;
    else to = middle;
  }
  return from;
}
