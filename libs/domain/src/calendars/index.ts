import { always } from './always.js';
import type { TradingCalendar } from '../trading-calendar.js';

const CALENDARS = new Map<string, TradingCalendar>([[always.id, always]]);

/** The calendar of that id, or undefined. */
export function findCalendar(id: string): TradingCalendar | undefined {
  return CALENDARS.get(id);
}

export const CALENDAR_IDS: readonly string[] = [...CALENDARS.keys()];
export { always };
