import { isIntraday, TIMEFRAME_MS, wallTimeOf, type BarSeries } from '#domain';

const DAY = TIMEFRAME_MS['1d'];
const QUARTER = TIMEFRAME_MS['15m'];

/**
 * The day of each bar as UTC milliseconds of its midnight: the date it carries, or for bars shorter than a day the
 * date that clocks of the instrument's zone show. Clocks are asked once per quarter of an hour, since they only
 * change at such.
 */
export function sessionDates(series: BarSeries): Float64Array {
  if (!isIntraday(series.timeframe)) return series.openTime.map((openTime) => midnightOf(openTime));
  let quarter = NaN;
  let midnight = NaN;
  return series.openTime.map((openTime) => {
    const current = Math.floor(openTime / QUARTER);
    if (current !== quarter) {
      quarter = current;
      midnight = midnightOf(wallTimeOf(current * QUARTER, series.timeZone));
    }
    return midnight;
  });
}

/**
 * The day on which each bar ends, as UTC milliseconds of its midnight: that of its session, or for bars longer than
 * a day the last day of theirs.
 */
export function barDates(series: BarSeries): Float64Array {
  if (TIMEFRAME_MS[series.timeframe] <= DAY) return sessionDates(series);
  return series.closeTime.map((closeTime) => midnightOf(closeTime - 1));
}

function midnightOf(wallTime: number): number {
  return Math.floor(wallTime / DAY) * DAY;
}
