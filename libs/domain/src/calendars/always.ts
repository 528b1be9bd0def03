import { TIMEFRAME_MS, type Timeframe } from '../timeframe.js';
import type { Session, TradingCalendar } from '../trading-calendar.js';

const DAY = TIMEFRAME_MS['1d'];

/** A market that never closes: crypto, and imports of which nothing else is known. */
export const always: TradingCalendar = {
  id: 'always',
  timeZone: 'UTC',
  regularHours: { open: 0, close: 1_440 },
  isOpen: () => true,
  nextOpen: () => undefined,
  nextClose: () => undefined,
  sessions(from, to) {
    const sessions: Session[] = [];
    for (let open = Date.parse(from); open <= Date.parse(to); open += DAY) {
      sessions.push({
        date: new Date(open).toISOString().slice(0, 10),
        open,
        close: open + DAY,
        earlyClose: false,
      });
    }
    return sessions;
  },
  exceptionOn: () => undefined,
  closeTimeOf(openTime: number, timeframe: Timeframe): number {
    if (timeframe !== '1mo') return openTime + TIMEFRAME_MS[timeframe];
    const date = new Date(openTime);
    const [year, nextMonth] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
    const daysOfNextMonth = new Date(Date.UTC(year, nextMonth + 1, 0)).getUTCDate();
    return Date.UTC(year, nextMonth, Math.min(date.getUTCDate(), daysOfNextMonth));
  },
};
