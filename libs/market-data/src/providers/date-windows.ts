import { TIMEFRAME_MS, toDate } from '#domain';

const DAY = TIMEFRAME_MS['1d'];

/** Dates (`YYYY-MM-DD`), both inclusive. */
export interface DateWindow {
  from: string;
  to: string;
}

/** Windows of so many days, the newest first and the oldest the shortest; none where the start lies behind the end. */
export function toDateWindows(start: string, end: string, days: number): DateWindow[] {
  const windows: DateWindow[] = [];
  for (let to = Date.parse(end); to >= Date.parse(start); to -= days * DAY) {
    const from = Math.max(Date.parse(start), to - (days - 1) * DAY);
    windows.push({ from: toDate(from), to: toDate(to) });
  }
  return windows;
}
