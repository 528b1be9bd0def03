import { TIMEFRAME_MS, toDate, type Bar, type IntradayTimeframe, type TradingCalendar } from '#domain';

const DAY = TIMEFRAME_MS['1d'];

/**
 * Says of an instant, near those of the bars, why no bar of that length opens then: bars are counted from the opening of
 * their session and end with it, so that vendors agree on them.
 */
export function createGridRule(
  bars: readonly Bar[],
  calendar: TradingCalendar,
  timeframe: IntradayTimeframe,
): (openTime: number) => string | undefined {
  const times = bars.map(({ openTime }) => openTime).filter(Number.isFinite);
  const [first, last] = times.reduce(
    ([low, high], time) => [Math.min(low, time), Math.max(high, time)],
    [Infinity, -Infinity],
  );
  const sessions = times.length > 0 ? calendar.sessions(toDate(first - DAY), toDate(last + DAY)) : [];
  const byDay = new Map(sessions.flatMap((session) => daysOf(session).map((day) => [day, session] as const)));
  return (openTime) => {
    if (!Number.isFinite(openTime)) return 'the time is not an instant';
    const session = byDay.get(Math.floor(openTime / DAY));
    if (!session || openTime < session.open || openTime >= session.close)
      return `${calendar.id} had no session then`;
    if ((openTime - session.open) % TIMEFRAME_MS[timeframe] !== 0) return `no bar of ${timeframe} opens then`;
    return undefined;
  };
}

/** Days of UTC that a session touches. */
function daysOf({ open, close }: { open: number; close: number }): number[] {
  const [from, to] = [Math.floor(open / DAY), Math.floor((close - 1) / DAY)];
  return Array.from({ length: to - from + 1 }, (_, place) => from + place);
}
