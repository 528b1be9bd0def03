import { dateInZone, instantInZone, TIMEFRAME_MS, toDate, xnys, type TradingCalendar } from '#domain';
import type { Deadline } from './deadlines.js';

const MINUTE = 60_000;
const DAY = TIMEFRAME_MS['1d'];
/** Longer than any exchange stays closed. */
const LOOK_BACK_DAYS = 20;

/**
 * The instant (UTC ms) from which on there must be something at `now`: of daily bars the date of the session, of
 * snapshots the oldest that the newest one may be. Undefined where no session is due yet.
 */
export function expectedInstant(
  deadline: Exclude<Deadline, { by: 'run' }>,
  calendar: TradingCalendar,
  now: number,
): number | undefined {
  const sessions = calendar.sessions(toDate(now - LOOK_BACK_DAYS * DAY), toDate(now + DAY));
  if (deadline.by === 'session') {
    const due = sessions.findLast(
      ({ close }) => runAfter(close, deadline.runAt) + deadline.patience * MINUTE <= now,
    );
    return due && Date.parse(due.date);
  }
  const patience = deadline.every * MINUTE;
  const begun = sessions.findLast(({ open }) => open + patience <= now);
  return begun && Math.min(now, begun.close) - patience;
}

/** The first time that clocks in New York show that minute of the day, at or after the instant. */
function runAfter(instant: number, minuteOfDay: number): number {
  const [today, tomorrow] = [instant, instant + DAY].map((day) =>
    instantInZone(dateInZone(day, xnys.timeZone), minuteOfDay, xnys.timeZone),
  );
  return today >= instant ? today : tomorrow;
}
