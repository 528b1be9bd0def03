import type { TradingCalendar } from '../trading-calendar.js';
import { always } from './always.js';
import { marketPhaseAt, xnys, XNYS_HOURS } from './xnys.js';

const CALENDARS = new Map<string, TradingCalendar>([always, xnys].map((calendar) => [calendar.id, calendar]));

/** The calendar of that id, or undefined. */
export function findCalendar(id: string): TradingCalendar | undefined {
  return CALENDARS.get(id);
}

export const CALENDAR_IDS: readonly string[] = [...CALENDARS.keys()];
export { always, marketPhaseAt, xnys, XNYS_HOURS };
export type { MarketPhase } from './xnys.js';
