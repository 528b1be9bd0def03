import { always, findCalendar, isIntraday, toDate, type BarSeries } from '#domain';
import type { DueWord } from '../catalogue/names.js';
import { barDates } from '../kernels/session-dates.js';

const DAY = 86_400_000;
/** Periods that are remembered per calendar and unit: the days of a century. */
const MOST_PERIODS = 40_000;

type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** The midnight at which the period of a date begins, or that of a later period. */
const BEGINS: Readonly<Record<Unit, (midnight: number, later: number) => number>> = {
  day: (midnight, later) => midnight + later * DAY,
  week: (midnight, later) => midnight - ((new Date(midnight).getUTCDay() + 6) % 7) * DAY + later * 7 * DAY,
  month: (midnight, later) => monthOf(midnight, 1, later),
  quarter: (midnight, later) => monthOf(midnight, 3, later),
  year: (midnight, later) => monthOf(midnight, 12, later),
};

function monthOf(midnight: number, months: number, later: number): number {
  const date = new Date(midnight);
  const first = Math.floor(date.getUTCMonth() / months) * months;
  return Date.UTC(date.getUTCFullYear(), first + later * months);
}

/**
 * 1 on the bars at which a word of the calendar is due, else 0; one bar per period.
 *
 * A start is the first bar of a period. An end is the bar that closes with the last session of the period, which
 * the instrument's calendar knows beforehand. Where the bars lack that one, the first bar after it takes its
 * place, since only then can it be known that no other came.
 */
export function dueColumn(series: BarSeries, word: DueWord): Float64Array {
  const [unit, side] = word.split('_') as [Unit, 'start' | 'end' | undefined];
  if (unit === 'day' && !isIntraday(series.timeframe)) return new Float64Array(series.length).fill(1);
  return side === 'start' ? starts(series, BEGINS[unit]) : ends(series, unit);
}

function starts(series: BarSeries, beginOf: (typeof BEGINS)[Unit]): Float64Array {
  const dates = barDates(series);
  let current = NaN;
  return dates.map((midnight, row) => {
    const begin = beginOf(midnight, 0);
    if (begin === current) return 0;
    current = begin;
    return row > 0 || isFirstSession(series, begin, midnight) ? 1 : 0;
  });
}

function ends(series: BarSeries, unit: Unit): Float64Array {
  const dates = barDates(series);
  const known = periodsOf(series.calendar, unit);
  let period: Period | undefined;
  let isDone = true;
  return dates.map((midnight, row) => {
    const isNew = period === undefined || midnight >= period.next || midnight < period.begin;
    const isMissed = isNew && !isDone;
    if (isNew) {
      period = known.get(midnight) ?? rememberPeriod(known, series, unit, midnight);
      isDone = false;
    }
    const isEnd = !isDone && series.closeTime[row] >= period!.lastClose;
    isDone ||= isEnd;
    return isEnd || isMissed ? 1 : 0;
  });
}

/** From one midnight to before another. */
interface Period {
  readonly begin: number;
  readonly next: number;
  /** Of its sessions; before all time when it has none. */
  readonly lastClose: number;
}

/** By calendar and unit, then by the midnights asked for: a calendar is dear to ask, and hundreds of symbols do. */
const PERIODS = new Map<string, Map<number, Period>>();

function periodsOf(calendar: string, unit: Unit): Map<number, Period> {
  const key = `${calendar} ${unit}`;
  let periods = PERIODS.get(key);
  if (periods === undefined) PERIODS.set(key, (periods = new Map<number, Period>()));
  if (periods.size > MOST_PERIODS) periods.clear();
  return periods;
}

function rememberPeriod(known: Map<number, Period>, series: BarSeries, unit: Unit, midnight: number): Period {
  const [begin, next] = [BEGINS[unit](midnight, 0), BEGINS[unit](midnight, 1)];
  const lastClose = sessionsBetween(series, begin, next - DAY).at(-1)?.close ?? -Infinity;
  const period = { begin, next, lastClose };
  known.set(midnight, period);
  return period;
}

/** What came before the first bar is known from the calendar alone. */
function isFirstSession(series: BarSeries, begin: number, midnight: number): boolean {
  return begin === midnight || sessionsBetween(series, begin, midnight - DAY).length === 0;
}

function sessionsBetween(series: BarSeries, from: number, to: number): readonly { close: number }[] {
  return (findCalendar(series.calendar) ?? always).sessions(toDate(from), toDate(to));
}
