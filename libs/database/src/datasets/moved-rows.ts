import type { PoolClient } from 'pg';
import type { DatasetTable } from './dataset-sql.js';
import type { PlainRow } from './plain-rows.js';

const DAY = 86_400_000;

/** What matters of a row that may move: whom and which period it is about, and when. Dates are `YYYY-MM-DD`. */
export interface MovableRow {
  subject: string;
  period: string | null;
  date: string;
}

/**
 * The stored rows that incoming ones stand for under another date: of the same period, or, where one of the two does not
 * say it, the nearest within so many days. A row that comes with its stored date stays, and each takes one place.
 */
export function findMovedRows(
  incoming: readonly MovableRow[],
  stored: readonly MovableRow[],
  withinDays: number,
): MovableRow[] {
  const idOf = ({ subject, date }: MovableRow) => `${subject} ${date}`;
  const present = new Set(incoming.map(idOf));
  const known = new Set(stored.map(idOf));
  const open = new Set(stored.filter((row) => !present.has(idOf(row))));
  const arrivals = incoming.filter((row) => !known.has(idOf(row)));
  const pairs = arrivals
    .flatMap((arrival) =>
      [...open]
        .filter(({ subject }) => subject === arrival.subject)
        .map((row) => ({ arrival, row, distance: distanceOf(arrival, row, withinDays) })),
    )
    .filter(({ distance }) => distance < Infinity)
    .sort((one, other) => one.distance - other.distance || (one.row.date < other.row.date ? -1 : 1));
  const settled = new Set<MovableRow>();
  for (const { arrival, row } of pairs) {
    if (settled.has(arrival) || !open.has(row)) continue;
    settled.add(arrival);
    open.delete(row);
  }
  return stored.filter((row) => !present.has(idOf(row)) && !open.has(row));
}

/** 0 for the same period, Infinity for what can't be the same. */
function distanceOf(one: MovableRow, other: MovableRow, withinDays: number): number {
  if (one.period !== null && other.period !== null) return one.period === other.period ? 0 : Infinity;
  const days = Math.abs(Date.parse(one.date) - Date.parse(other.date)) / DAY;
  return days <= withinDays ? days : Infinity;
}

/** Takes away the stored rows whose date has moved; gives how many, by subject. */
export async function removeMovedRows(
  client: PoolClient,
  table: DatasetTable,
  rows: readonly PlainRow[],
): Promise<ReadonlyMap<string, number>> {
  const { definition, columns, subject, name } = table;
  const removed = new Map<string, number>();
  if (!definition.moves || !subject) return removed;
  const sqlOf = (column: string) => columns.find((one) => one.name === column)!.sql;
  const [period, date] = [sqlOf(definition.moves.period), sqlOf(definition.time)];
  const { rows: stored } = await client.query<MovableRow>(
    `select ${subject}::text as subject, ${period}::text as period, ${date}::text as date
     from ${name} where ${subject} = any($1)`,
    [[...new Set(rows.map((row) => row[subject]))]],
  );
  const incoming = rows.map((row) => ({
    ...{ subject: String(row[subject]), period: row[period] as string | null, date: row[date] as string },
  }));
  const moved = findMovedRows(incoming, stored, definition.moves.withinDays);
  for (const row of moved) removed.set(row.subject, (removed.get(row.subject) ?? 0) + 1);
  if (moved.length > 0)
    await client.query(
      `delete from ${name} t using unnest($1::integer[], $2::date[]) as m(subject, date)
       where t.${subject} = m.subject and t.${date} = m.date`,
      [moved.map((row) => row.subject), moved.map((row) => row.date)],
    );
  return removed;
}
