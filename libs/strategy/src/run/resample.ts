import {
  BarkeepError,
  always,
  createBarSeries,
  findCalendar,
  TIMEFRAME_MS,
  type BarSeries,
  type Timeframe,
} from '#domain';

const DAY = TIMEFRAME_MS['1d'];
/** 1970-01-05, a Monday. */
const FIRST_MONDAY = 4 * DAY;

/** Where the bar of the timeframe begins in which the instant lies (both UTC milliseconds). */
function beginOf(instant: number, timeframe: Timeframe): number {
  if (timeframe === '1mo') {
    const date = new Date(instant);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  }
  const offset = timeframe === '1w' ? FIRST_MONDAY : 0;
  const length = TIMEFRAME_MS[timeframe];
  return Math.floor((instant - offset) / length) * length + offset;
}

/**
 * Bars joined to those of a longer timeframe. A joined bar is known at the close that the calendar states, or when
 * a bar of the next one has closed, whichever is earlier, and never before its own last bar.
 * Throws STRATEGY_FAILED for a timeframe that isn't longer.
 */
export function resample(series: BarSeries, timeframe: Timeframe): BarSeries {
  if (TIMEFRAME_MS[timeframe] <= TIMEFRAME_MS[series.timeframe])
    throw new BarkeepError(
      'STRATEGY_FAILED',
      `Bars of ${series.timeframe} can not be joined to ${timeframe}`,
    );
  const calendar = findCalendar(series.calendar) ?? always;
  const begins = Float64Array.from(series.openTime, (openTime) => beginOf(openTime, timeframe));
  const firsts = Array.from(begins.keys()).filter((row) => row === 0 || begins[row] !== begins[row - 1]);
  const joined = createBarSeries({ ...series, timeframe }, firsts.length);
  firsts.forEach((first, bar) => {
    const end = firsts[bar + 1] ?? series.length;
    joined.openTime[bar] = begins[first];
    const stated = calendar.closeTimeOf(begins[first], timeframe);
    const seen = series.closeTime[end] ?? Infinity;
    joined.closeTime[bar] = Math.max(Math.min(stated, seen), series.closeTime[end - 1]);
    joinRows(series, joined, bar, first, end);
  });
  return joined;
}

function joinRows(from: BarSeries, to: BarSeries, bar: number, first: number, end: number): void {
  to.open[bar] = from.open[first];
  to.high[bar] = from.high[first];
  to.low[bar] = from.low[first];
  for (let row = first; row < end; row += 1) {
    to.high[bar] = Math.max(to.high[bar], from.high[row]);
    to.low[bar] = Math.min(to.low[bar], from.low[row]);
    to.volume[bar] += from.volume[row];
  }
  to.close[bar] = from.close[end - 1];
}
