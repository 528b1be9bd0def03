import type { Schemas } from '../api/client.js';

/** What a day is to a series. */
export type Standing = 'present' | 'missing' | 'holiday';

type Row = Schemas['CoverageRow'];

const DAY_MS = 86_400_000;
const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/**
 * The days of a year between the ends of a series. A day without a gap and without a bar had no session; weekends are
 * told only where there are bars on them.
 * @param days of the daily bars, such as `2026-11-20`
 */
export function standingsOf(
  row: Row,
  days: ReadonlySet<string>,
  year: number,
): [day: string, standing: Standing][] {
  const first = [row.from ?? '', `${year}-01-01`].sort()[1];
  const last = [row.to ?? '', `${year}-12-31`].sort()[0];
  const standings: [string, Standing][] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    const isMissing = row.gaps.some(({ from, to }) => from <= day && day <= to);
    if (days.has(day) && !isMissing) standings.push([day, 'present']);
    else if (!isWeekend(day)) standings.push([day, isMissing ? 'missing' : 'holiday']);
  }
  return standings;
}
