import type { TradingCalendar } from '../trading-calendar.js';
import { createSessionCalendar, type DayException, type SessionRules } from './session-calendar.js';
import { xnysExceptionsOf } from './xnys-exceptions.js';

const clock = (hour: number, minute = 0): number => hour * 60 + minute;

const regular: SessionRules = {
  id: 'XNYS',
  timeZone: 'America/New_York',
  open: clock(9, 30),
  close: clock(16),
  exceptionsOf: xnysExceptionsOf,
};

/** New York Stock Exchange, regular trading hours; Nasdaq keeps the same days. */
export const xnys = createSessionCalendar(regular);

/** The same days with other hours: each short day ends so many minutes after its regular close. */
function withHours(id: string, change: { open?: number; minutesAfterClose: number }): TradingCalendar {
  const { open = regular.open, minutesAfterClose } = change;
  const shift = (day: DayException): DayException =>
    day.closed
      ? day
      : {
          ...day,
          open: change.open ?? day.open,
          close: day.close === undefined ? undefined : day.close + minutesAfterClose,
        };
  return createSessionCalendar({
    ...regular,
    ...{ id, open, close: regular.close + minutesAfterClose },
    exceptionsOf: (year) => new Map([...xnysExceptionsOf(year)].map(([date, day]) => [date, shift(day)])),
  });
}

/**
 * When what is traded in New York. Shares change hands before and after the regular hours, from 4:00 to 20:00 (17:00 on a
 * short day), whenever the regular session opens; options on broad indices until 16:15 (13:15 on a short day).
 */
export const XNYS_HOURS = {
  regular: xnys,
  extended: withHours('XNYS.extended', { open: clock(4), minutesAfterClose: 240 }),
  options: xnys,
  index_options: withHours('XNYS.index_options', { minutesAfterClose: 15 }),
} as const satisfies Record<string, TradingCalendar>;

export type MarketPhase = 'pre' | 'regular' | 'post' | 'closed';

/** Which part of its day the exchange is in. Between a late opening and the usual one it is still `pre`. */
export function marketPhaseAt(instant: number): MarketPhase {
  if (xnys.isOpen(instant)) return 'regular';
  if (!XNYS_HOURS.extended.isOpen(instant)) return 'closed';
  const extendedEnd = XNYS_HOURS.extended.nextClose(instant) ?? instant;
  return (xnys.nextOpen(instant) ?? Infinity) < extendedEnd ? 'pre' : 'post';
}
