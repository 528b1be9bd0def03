import { isIntraday, TIMEFRAME_MS, type Timeframe } from '../timeframe.js';
import type { Session, TradingCalendar } from '../trading-calendar.js';
import { instantInZone, toDate } from '../zoned-time.js';

const MINUTE = 60_000;
const DAY = TIMEFRAME_MS['1d'];

/** A day on which an exchange does not keep its regular hours. Minutes count from midnight of its zone. */
export type DayException =
  | { readonly name: string; readonly closed: true }
  | { readonly name: string; readonly closed: false; readonly open?: number; readonly close?: number };

/** What a calendar of one session a day, Monday to Friday, is made of. Minutes count from midnight of the zone. */
export interface SessionRules {
  id: string;
  timeZone: string;
  open: number;
  close: number;
  /** The exceptions whose date (`YYYY-MM-DD`) lies in the year. */
  exceptionsOf(year: number): ReadonlyMap<string, DayException>;
}

interface CalendarYear {
  exceptions: ReadonlyMap<string, DayException>;
  sessions: readonly Session[];
  byDate: ReadonlyMap<string, Session>;
}

function isWeekend(midnight: number): boolean {
  const day = new Date(midnight).getUTCDay();
  return day === 0 || day === 6;
}

function buildYear(rules: SessionRules, year: number): CalendarYear {
  const exceptions = rules.exceptionsOf(year);
  const sessions: Session[] = [];
  for (let midnight = Date.UTC(year, 0, 1); midnight < Date.UTC(year + 1, 0, 1); midnight += DAY) {
    const date = toDate(midnight);
    const exception = exceptions.get(date);
    if (isWeekend(midnight) || exception?.closed) continue;
    const openMinute = exception?.open ?? rules.open;
    const closeMinute = exception?.close ?? rules.close;
    const open = instantInZone(date, openMinute, rules.timeZone);
    const close = open + (closeMinute - openMinute) * MINUTE;
    sessions.push({ date, open, close, earlyClose: closeMinute < rules.close });
  }
  return { exceptions, sessions, byDate: new Map(sessions.map((session) => [session.date, session])) };
}

/** The position of the first session that opens or closes after the instant; the length where there is none. */
function positionAfter(sessions: readonly Session[], edge: 'open' | 'close', instant: number): number {
  let low = 0;
  let high = sessions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sessions[middle][edge] > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The days, as midnights UTC, of the week (Monday first) or month that a bar of that date stands for. */
function periodOf(openTime: number, timeframe: '1w' | '1mo'): { first: number; last: number } {
  const date = new Date(openTime);
  if (timeframe === '1mo') {
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    return { first: Date.UTC(year, month, 1), last: Date.UTC(year, month + 1, 0) };
  }
  const midnight = openTime - (((openTime % DAY) + DAY) % DAY);
  // A weekly bar that is stamped on a weekend stands for the week that follows.
  const sinceMonday = ((date.getUTCDay() + 1) % 7) - 2;
  const first = midnight - sinceMonday * DAY;
  return { first, last: first + 4 * DAY };
}

/** A calendar out of rules. A year's sessions are computed when they are first asked for, and kept. */
export function createSessionCalendar(rules: SessionRules): TradingCalendar {
  const years = new Map<number, CalendarYear>();

  function yearOf(year: number): CalendarYear {
    let known = years.get(year);
    if (!known) years.set(year, (known = buildYear(rules, year)));
    return known;
  }

  function firstSessionAfter(instant: number, edge: 'open' | 'close'): Session {
    if (!Number.isFinite(instant)) throw new RangeError(`not an instant: ${instant}`);
    // The session's date is at most a day before the UTC day of its edges.
    for (let year = new Date(instant - DAY).getUTCFullYear(); ; year++) {
      const { sessions } = yearOf(year);
      const position = positionAfter(sessions, edge, instant);
      if (position < sessions.length) return sessions[position];
    }
  }

  function sessionOn(date: string): Session | undefined {
    return yearOf(Number(date.slice(0, 4))).byDate.get(date);
  }

  /** The close of the last session within the days; of the last day by the regular hours where none has a session. */
  function lastCloseWithin(first: number, last: number): number {
    for (let midnight = last; midnight >= first; midnight -= DAY) {
      const session = sessionOn(toDate(midnight));
      if (session) return session.close;
    }
    return instantInZone(toDate(last), rules.close, rules.timeZone);
  }

  return {
    id: rules.id,
    timeZone: rules.timeZone,
    regularHours: { open: rules.open, close: rules.close },
    isOpen: (instant) => firstSessionAfter(instant, 'close').open <= instant,
    nextOpen: (instant) => firstSessionAfter(instant, 'open').open,
    nextClose: (instant) => firstSessionAfter(instant, 'close').close,
    sessions(from, to) {
      const found: Session[] = [];
      for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
        found.push(...yearOf(year).sessions.filter(({ date }) => date >= from && date <= to));
      }
      return found;
    },
    exceptionOn: (date) => yearOf(Number(date.slice(0, 4))).exceptions.get(date)?.name,
    closeTimeOf(openTime: number, timeframe: Timeframe): number {
      if (isIntraday(timeframe)) {
        const end = openTime + TIMEFRAME_MS[timeframe];
        const session = firstSessionAfter(openTime, 'close');
        return session.open <= openTime ? Math.min(end, session.close) : end;
      }
      if (timeframe === '1w' || timeframe === '1mo') {
        const { first, last } = periodOf(openTime, timeframe);
        return lastCloseWithin(first, last);
      }
      return lastCloseWithin(openTime, openTime);
    },
  };
}
