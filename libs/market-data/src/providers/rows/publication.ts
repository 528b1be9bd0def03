import { dayRangeInZone, instantInZone, toDate, xnys } from '#domain';
import { createStampReader } from '../../csv/stamp.js';

const zone = xnys.timeZone;
const readStamp = createStampReader(zone);

/** When companies say that they report, as the minute of the day by which everybody has read it. */
const REPORT_MINUTES: Readonly<Record<string, number>> = { bmo: 9 * 60 + 30, dmh: 16 * 60, amc: 20 * 60 };

/** The instant at which a clock in New York shows `YYYY-MM-DD HH:mm:ss`; null where it is none. */
export function newYorkInstant(text: unknown): number | null {
  const stamp = typeof text === 'string' ? readStamp(text) : undefined;
  return stamp && !stamp.isDay ? stamp.instant : null;
}

/**
 * When what a day brought was known for sure: at its end in New York. Hours are seldom told, and too late is the side
 * on which no backtest sees what was to come.
 */
export function knownAfter(date: string | null): number | null {
  return date === null ? null : dayRangeInZone(date, zone).end;
}

/** When a report of that day was known: by the end of the session that its time names, else of the day. */
export function knownAfterReport(date: string | null, time: string | null): number | null {
  const minute = REPORT_MINUTES[time ?? ''];
  return date === null || minute === undefined ? knownAfter(date) : instantInZone(date, minute, zone);
}

/**
 * The fiscal period of a report or statement, named so that vendors agree: by the end of the month that is nearest to
 * its last day (2025-09-27 is 2025-09-30, and so is 2025-10-03).
 */
export function nearestMonthEnd(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  const months = day.getUTCMonth() + (day.getUTCDate() > 15 ? 1 : 0);
  return toDate(Date.UTC(day.getUTCFullYear(), months, 0));
}
