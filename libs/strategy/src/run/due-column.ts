import { always, findCalendar, toDate, type BarSeries } from '#domain';
import type { DueWord } from '../catalogue/names.js';
import { barDates } from '../kernels/session-dates.js';

const DAY = 86_400_000;

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
  return side === 'start' ? starts(series, BEGINS[unit]) : ends(series, BEGINS[unit]);
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

function ends(series: BarSeries, beginOf: (typeof BEGINS)[Unit]): Float64Array {
  const dates = barDates(series);
  let [begin, next, lastClose] = [NaN, -Infinity, NaN];
  let isDone = true;
  return dates.map((midnight, row) => {
    const isMissed = !isDone && (midnight >= next || midnight < begin);
    if (midnight >= next || midnight < begin) {
      [begin, next] = [beginOf(midnight, 0), beginOf(midnight, 1)];
      lastClose = sessionsBetween(series, begin, next - DAY).at(-1)?.close ?? -Infinity;
      isDone = false;
    }
    const isEnd = !isDone && series.closeTime[row] >= lastClose;
    isDone ||= isEnd;
    return isEnd || isMissed ? 1 : 0;
  });
}

/** What came before the first bar is known from the calendar alone. */
function isFirstSession(series: BarSeries, begin: number, midnight: number): boolean {
  return begin === midnight || sessionsBetween(series, begin, midnight - DAY).length === 0;
}

function sessionsBetween(series: BarSeries, from: number, to: number): readonly { close: number }[] {
  return (findCalendar(series.calendar) ?? always).sessions(toDate(from), toDate(to));
}
