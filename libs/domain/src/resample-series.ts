import { createBarSeries, type BarSeries } from './bar-series.js';
import { always, findCalendar } from './calendars/index.js';
import { isIntraday, TIMEFRAME_MS, type Timeframe } from './timeframe.js';
import type { TradingCalendar } from './trading-calendar.js';
import { toDate } from './zoned-time.js';

const DAY = TIMEFRAME_MS['1d'];
const WEEK = TIMEFRAME_MS['1w'];
/** 1970-01-05, a Monday. */
const FIRST_MONDAY = 4 * DAY;

/**
 * Bars joined to those of a longer timeframe, by the sessions of their calendar rather than by the clock: bars within
 * a day count from the opening, the last of a session may be short, none holds more than one session; a week is that
 * of Monday, a month that of the calendar. Bars that lie outside all sessions belong to no longer one.
 *
 * A joined bar is known at the close that the calendar states, or when a bar of the next one has closed, whichever is
 * earlier, and never before its own last bar.
 * @throws RangeError for a timeframe that isn't longer.
 */
export function resampleSeries(series: BarSeries, timeframe: Timeframe): BarSeries {
  if (TIMEFRAME_MS[timeframe] <= TIMEFRAME_MS[series.timeframe])
    throw new RangeError(`bars of ${series.timeframe} can not be joined to ${timeframe}`);
  const calendar = findCalendar(series.calendar) ?? always;
  const begins = isIntraday(series.timeframe)
    ? beginsBySession(series, timeframe, calendar)
    : series.openTime.map((openTime) => periodOf(openTime, timeframe));
  const joined = createBarSeries({ ...series, timeframe }, countPeriods(begins));
  let bar = -1;
  let last = 0;
  const close = (next: number): void => {
    const stated = calendar.closeTimeOf(joined.openTime[bar], timeframe);
    const seen = series.closeTime[next] ?? Infinity;
    joined.closeTime[bar] = Math.max(Math.min(stated, seen), series.closeTime[last]);
  };
  for (let row = 0; row < series.length; row += 1) {
    if (Number.isNaN(begins[row])) continue;
    if (bar >= 0 && begins[row] === joined.openTime[bar]) extend(joined, bar, series, row);
    else {
      if (bar >= 0) close(row);
      bar += 1;
      joined.openTime[bar] = begins[row];
      begin(joined, bar, series, row);
    }
    last = row;
  }
  if (bar >= 0) close(series.length);
  return joined;
}

/** The date that a bar of a day or longer carries, as midnight UTC, when it holds the instant of that day. */
function periodOf(instant: number, timeframe: Timeframe): number {
  if (timeframe === '1w') return Math.floor((instant - FIRST_MONDAY) / WEEK) * WEEK + FIRST_MONDAY;
  const date = new Date(instant);
  return timeframe === '1mo'
    ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth())
    : Math.floor(instant / DAY) * DAY;
}

/** Where the longer bar of each row begins; NaN for a row outside all sessions. */
function beginsBySession(series: BarSeries, timeframe: Timeframe, calendar: TradingCalendar): Float64Array {
  const begins = new Float64Array(series.length).fill(NaN);
  if (series.length === 0) return begins;
  const { openTime, closeTime } = series;
  const sessions = calendar.sessions(toDate(openTime[0] - DAY), toDate(openTime[series.length - 1] + DAY));
  const length = TIMEFRAME_MS[timeframe];
  let row = 0;
  for (const { date, open, close } of sessions) {
    while (closeTime[row] <= open) row += 1;
    const period = isIntraday(timeframe) ? undefined : periodOf(Date.parse(date), timeframe);
    for (; openTime[row] < close; row += 1) {
      // A bar that began before the opening belongs to the first one after it.
      begins[row] = period ?? open + Math.max(0, Math.floor((openTime[row] - open) / length)) * length;
    }
  }
  return begins;
}

function countPeriods(begins: Float64Array): number {
  let count = 0;
  let current = NaN;
  for (const begin of begins) {
    if (Number.isNaN(begin) || begin === current) continue;
    current = begin;
    count += 1;
  }
  return count;
}

function begin(to: BarSeries, bar: number, from: BarSeries, row: number): void {
  to.open[bar] = from.open[row];
  to.high[bar] = from.high[row];
  to.low[bar] = from.low[row];
  to.close[bar] = from.close[row];
  to.volume[bar] = from.volume[row];
}

function extend(to: BarSeries, bar: number, from: BarSeries, row: number): void {
  to.high[bar] = Math.max(to.high[bar], from.high[row]);
  to.low[bar] = Math.min(to.low[bar], from.low[row]);
  to.close[bar] = from.close[row];
  to.volume[bar] += from.volume[row];
}
