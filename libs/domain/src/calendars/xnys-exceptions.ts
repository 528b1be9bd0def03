import { TIMEFRAME_MS } from '../timeframe.js';
import { toDate } from '../zoned-time.js';
import type { DayException } from './session-calendar.js';

const DAY = TIMEFRAME_MS['1d'];
const [SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY] = [0, 1, 2, 3, 4, 5, 6];
const clock = (hour: number, minute = 0): number => hour * 60 + minute;

/** Closures and short days that follow no rule, since 1990. What the exchange announces next is one more row. */
const ONE_OFFS: Readonly<Record<string, DayException>> = {
  '1990-12-27': { name: 'Power failure', closed: false, open: clock(9, 31) },
  '1991-01-17': { name: 'Moment of silence for troops in the Gulf', closed: false, open: clock(9, 31) },
  '1991-02-25': { name: 'Moment of silence for troops in the Gulf', closed: false, open: clock(9, 31) },
  '1994-02-11': { name: 'Snow', closed: false, close: clock(14, 30) },
  '1994-04-27': { name: 'National Day of Mourning - Richard Nixon', closed: true },
  '1995-12-18': { name: 'Computer trouble', closed: false, open: clock(10, 30) },
  '1996-01-08': { name: 'Snow', closed: false, open: clock(11), close: clock(14) },
  '1997-10-27': { name: 'Circuit breaker', closed: false, close: clock(15, 30) },
  '1997-12-26': { name: 'Day after Christmas', closed: false, close: clock(13) },
  '2001-09-11': { name: 'Attacks of September 11', closed: true },
  '2001-09-12': { name: 'Attacks of September 11', closed: true },
  '2001-09-13': { name: 'Attacks of September 11', closed: true },
  '2001-09-14': { name: 'Attacks of September 11', closed: true },
  '2001-09-17': { name: 'Moment of silence for September 11', closed: false, open: clock(9, 33) },
  '2001-10-08': { name: 'Moment of silence for Enduring Freedom', closed: false, open: clock(9, 31) },
  '2002-09-11': { name: 'Anniversary of September 11', closed: false, open: clock(12) },
  '2003-03-20': { name: 'Moment of silence for Iraqi Freedom', closed: false, open: clock(9, 32) },
  '2003-12-26': { name: 'Day after Christmas', closed: false, close: clock(13) },
  '2004-06-07': { name: 'Moment of silence for Ronald Reagan', closed: false, open: clock(9, 32) },
  '2004-06-11': { name: 'National Day of Mourning - Ronald Reagan', closed: true },
  '2005-06-01': { name: 'Systems trouble', closed: false, close: clock(15, 56) },
  '2006-12-27': { name: 'Moment of silence for Gerald Ford', closed: false, open: clock(9, 32) },
  '2007-01-02': { name: 'National Day of Mourning - Gerald Ford', closed: true },
  '2012-10-29': { name: 'Hurricane Sandy', closed: true },
  '2012-10-30': { name: 'Hurricane Sandy', closed: true },
  '2018-12-05': { name: 'National Day of Mourning - George H. W. Bush', closed: true },
  '2025-01-09': { name: 'National Day of Mourning - Jimmy Carter', closed: true },
};

/** The day of a year on which something falls, as a midnight UTC. */
type DayRule = (year: number) => number;

const weekday = (midnight: number): number => new Date(midnight).getUTCDay();
const fixed =
  (month: number, day: number): DayRule =>
  (year) =>
    Date.UTC(year, month - 1, day);

/** The n-th such weekday of a month. */
function nth(n: number, day: number, month: number): DayRule {
  return (year) => {
    const first = Date.UTC(year, month - 1, 1);
    return first + (((day - weekday(first) + 7) % 7) + (n - 1) * 7) * DAY;
  };
}

/** The last such weekday of a month. */
function last(day: number, month: number): DayRule {
  return (year) => {
    const end = Date.UTC(year, month, 0);
    return end - ((weekday(end) - day + 7) % 7) * DAY;
  };
}

/** Two days before Easter Sunday (Gregorian computus of Meeus, Jones and Butcher). */
function goodFriday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1) - 2 * DAY;
}

interface Holiday {
  name: string;
  day: DayRule;
  since?: number;
  /** Where the holiday goes that falls on a weekend; `monday` leaves out one that falls on Saturday. */
  observed?: 'nearest' | 'monday';
}

/** New Year on a Saturday is no holiday: the 31st stays a full day, because the accounts of the year close on it. */
const HOLIDAYS: readonly Holiday[] = [
  { name: "New Year's Day", day: fixed(1, 1), observed: 'monday' },
  { name: 'Martin Luther King Jr. Day', day: nth(3, MONDAY, 1), since: 1998 },
  { name: "Washington's Birthday", day: nth(3, MONDAY, 2) },
  { name: 'Good Friday', day: goodFriday },
  { name: 'Memorial Day', day: last(MONDAY, 5) },
  { name: 'Juneteenth', day: fixed(6, 19), since: 2022, observed: 'nearest' },
  { name: 'Independence Day', day: fixed(7, 4), observed: 'nearest' },
  { name: 'Labor Day', day: nth(1, MONDAY, 9) },
  { name: 'Thanksgiving Day', day: nth(4, THURSDAY, 11) },
  { name: 'Christmas Day', day: fixed(12, 25), observed: 'nearest' },
];

interface ShortDay {
  name: string;
  day: DayRule;
  /** The weekdays on which it is short. */
  on: readonly number[];
  from: number;
  until?: number;
  close: number;
}

const UNTIL_THURSDAY = [MONDAY, TUESDAY, WEDNESDAY, THURSDAY];
const dayAfterThanksgiving: DayRule = (year) => nth(4, THURSDAY, 11)(year) + DAY;
const beforeIndependenceDay = { name: 'Day before Independence Day', day: fixed(7, 3), close: clock(13) };

const SHORT_DAYS: readonly ShortDay[] = [
  { ...beforeIndependenceDay, on: [MONDAY, TUESDAY, THURSDAY], from: 1995 },
  { ...beforeIndependenceDay, on: [WEDNESDAY], from: 2013 },
  {
    name: 'Day after Independence Day',
    day: fixed(7, 5),
    on: [FRIDAY],
    from: 1995,
    until: 2012,
    close: clock(13),
  },
  {
    name: 'Day after Thanksgiving',
    day: dayAfterThanksgiving,
    on: [FRIDAY],
    from: 1992,
    until: 1992,
    close: clock(14),
  },
  { name: 'Day after Thanksgiving', day: dayAfterThanksgiving, on: [FRIDAY], from: 1993, close: clock(13) },
  {
    name: 'Christmas Eve',
    day: fixed(12, 24),
    on: UNTIL_THURSDAY,
    from: 1990,
    until: 1992,
    close: clock(14),
  },
  { name: 'Christmas Eve', day: fixed(12, 24), on: UNTIL_THURSDAY, from: 1993, close: clock(13) },
];

/** The day on which a holiday is kept, or undefined in a year in which it is not. */
function observedDay({ day, since = 0, observed }: Holiday, year: number): number | undefined {
  if (year < since) return undefined;
  const actual = day(year);
  if (observed && weekday(actual) === SUNDAY) return actual + DAY;
  if (observed && weekday(actual) === SATURDAY) return observed === 'nearest' ? actual - DAY : undefined;
  return actual;
}

/** The holidays and short days of the New York Stock Exchange in a year; checked from 1990, rules alone before. */
export function xnysExceptionsOf(year: number): ReadonlyMap<string, DayException> {
  const exceptions = new Map<string, DayException>();
  for (const { name, day, on, from, until = Infinity, close } of SHORT_DAYS) {
    const midnight = day(year);
    if (year < from || year > until || !on.includes(weekday(midnight))) continue;
    exceptions.set(toDate(midnight), { name, closed: false, close });
  }
  for (const holiday of HOLIDAYS) {
    const midnight = observedDay(holiday, year);
    if (midnight === undefined) continue;
    const name = midnight === holiday.day(year) ? holiday.name : `${holiday.name} (observed)`;
    exceptions.set(toDate(midnight), { name, closed: true });
  }
  for (const [date, exception] of Object.entries(ONE_OFFS)) {
    if (Number(date.slice(0, 4)) === year) exceptions.set(date, exception);
  }
  return exceptions;
}
