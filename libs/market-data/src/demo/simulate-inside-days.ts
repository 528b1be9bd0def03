import type { Bar, Session, TradingCalendar } from '#domain';
import { toBarsOfPath } from '../providers/sim/bars-of-path.js';
import { simulateMinutes } from '../providers/sim/minute-path.js';
import { createDraws, drawBetween } from '../providers/sim/seeded-draws.js';

const MINUTE = 60_000;
/** Minutes of a bar. */
const LENGTH = 5;

/**
 * Bars of five minutes of a symbol within its given days. Each day's open, high, low, close and volume are as given, the
 * way between them is invented, the same for the same symbol and day. Pure.
 */
export function simulateInsideDays(symbol: string, days: readonly Bar[], calendar: TradingCalendar): Bar[] {
  return days.flatMap((day) => {
    const [session] = calendar.sessions(...bothEnds(day));
    return session === undefined
      ? []
      : simulateInside(createDraws('demo', symbol, session.date), day, session);
  });
}

function bothEnds({ openTime }: Bar): [from: string, to: string] {
  const date = new Date(openTime).toISOString().slice(0, 10);
  return [date, date];
}

function simulateInside(draw: () => number, day: Bar, session: Session): Bar[] {
  const path = simulateMinutes(draw, day, (session.close - session.open) / MINUTE);
  const count = (path.length - 1) / LENGTH;
  const weights = Array.from({ length: count }, () => drawBetween(draw, 0.5, 1.5));
  const sharePerWeight = day.volume / weights.reduce((sum, weight) => sum + weight, 0);
  return toBarsOfPath(session, path, LENGTH, (from) => Math.round(weights[from / LENGTH] * sharePerWeight));
}
