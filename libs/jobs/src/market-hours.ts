import { dateInZone, dayRangeInZone, instantInZone, type InstantRange, type TradingCalendar } from '#domain';
import type { Suppression } from './suppression.js';

const WEEKEND: Suppression = { reason: 'market_closed', detail: 'no session' };
const CLOSED: Suppression = { reason: 'market_closed', detail: null };

interface MarketDay extends InstantRange {
  suppressionAt(slot: number): Suppression;
}

/** Says why a market does not trade at an instant; undefined where it does. Instants that rise are answered fastest. */
export function createMarketRule(calendar: TradingCalendar): (slot: number) => Suppression | undefined {
  let day: MarketDay | undefined;
  return (slot) => {
    if (calendar.isOpen(slot)) return undefined;
    if (!day || slot < day.start || slot >= day.end) day = describeDay(calendar, slot);
    return day.suppressionAt(slot);
  };
}

function describeDay(calendar: TradingCalendar, instant: number): MarketDay {
  const date = dateInZone(instant, calendar.timeZone);
  const range = dayRangeInZone(date, calendar.timeZone);
  const detail = calendar.exceptionOn(date) ?? null;
  const [session] = calendar.sessions(date, date);
  if (!session) {
    const reason: Suppression = detail === null ? WEEKEND : { reason: 'holiday', detail };
    return { ...range, suppressionAt: () => reason };
  }
  const [open, close] = [calendar.regularHours.open, calendar.regularHours.close].map((minute) =>
    instantInZone(date, minute, calendar.timeZone),
  );
  return {
    ...range,
    suppressionAt(slot) {
      if (slot >= session.close && slot < close) return { reason: 'early_close', detail };
      if (slot < session.open && slot >= open) return { reason: 'late_open', detail };
      return CLOSED;
    },
  };
}
