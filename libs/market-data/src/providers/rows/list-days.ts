import { TIMEFRAME_MS, toDate } from '#domain';

/** The days between two dates, both inclusive, every so many. */
export function listDays(from: string, to: string, step = 1): string[] {
  const count = Math.floor((Date.parse(to) - Date.parse(from)) / (step * TIMEFRAME_MS['1d'])) + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, place) => shiftDays(from, place * step));
}

export function shiftDays(date: string, days: number): string {
  return toDate(Date.parse(date) + days * TIMEFRAME_MS['1d']);
}
