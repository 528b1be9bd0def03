import { always, findCalendar, isIntraday, toDate, type BarSeries, type TradingCalendar } from '#domain';
import type { ClockName } from '../catalogue/names.js';
import { sessionDates } from '../kernels/session-dates.js';

const MINUTE = 60_000;

/** What a name says of the bars of one day; `midnight` is the day, rows `first` to `end` its bars. */
type DayReading = (day: {
  series: BarSeries;
  midnight: number;
  first: number;
  end: number;
}) => (row: number) => number;

const constantly = (value: number) => (): number => value;

const READINGS: Readonly<Record<ClockName, DayReading>> = {
  month: ({ midnight }) => constantly(new Date(midnight).getUTCMonth() + 1),
  day_of_week: ({ midnight }) => constantly(((new Date(midnight).getUTCDay() + 6) % 7) + 1),
  day_of_month: ({ midnight }) => constantly(new Date(midnight).getUTCDate()),
  session_minute: ({ series, first }) =>
    isIntraday(series.timeframe)
      ? (row) => (series.closeTime[row] - series.openTime[first]) / MINUTE
      : constantly(NaN),
  minutes_to_close: ({ series, midnight }) => {
    const [session] = sessionsBetween(series, midnight, midnight);
    if (session === undefined || !isIntraday(series.timeframe)) return constantly(NaN);
    return (row) => (session.close - series.closeTime[row]) / MINUTE;
  },
  session_of_month: ({ series, midnight }) =>
    constantly(sessionsBetween(series, monthStart(midnight, 0), midnight).length),
  sessions_to_month_end: ({ series, midnight }) => {
    const rest = sessionsBetween(series, midnight, monthStart(midnight, 1) - 1);
    return constantly(rest.filter(({ date }) => date > toDate(midnight)).length);
  },
  prior_close: ({ series, first }) => constantly(first === 0 ? NaN : series.close[first - 1]),
};

/** The column of a clock's name: days, months and sessions by the instrument's calendar, as known before they come. */
export function clockColumn(series: BarSeries, name: ClockName): Float64Array {
  const dates = sessionDates(series);
  const out = new Float64Array(series.length);
  for (let first = 0; first < series.length;) {
    let end = first + 1;
    while (end < series.length && dates[end] === dates[first]) end += 1;
    const reading = READINGS[name]({ series, midnight: dates[first], first, end });
    for (let row = first; row < end; row += 1) out[row] = reading(row);
    first = end;
  }
  return out;
}

function monthStart(midnight: number, monthsLater: number): number {
  const date = new Date(midnight);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsLater);
}

function sessionsBetween(
  series: BarSeries,
  from: number,
  to: number,
): ReturnType<TradingCalendar['sessions']> {
  return (findCalendar(series.calendar) ?? always).sessions(toDate(from), toDate(to));
}
