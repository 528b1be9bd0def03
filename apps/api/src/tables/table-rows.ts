import type { ColumnTable } from '#domain';
import { toIsoOrNull } from '../tasks/instants.js';

export type Cell = string | number | null;

/** A row of a table as the wire writes it. */
export type TableRow = Record<string, Cell>;

const isInstantColumn = (name: string): boolean => name === 'time' || name.endsWith('_time');

/** What a cell is on the wire: instants are ISO 8601, a number that is not defined is null. */
function toCell(name: string, value: string | number): Cell {
  if (typeof value === 'string') return value;
  if (isInstantColumn(name)) return toIsoOrNull(value);
  return Number.isFinite(value) ? value : null;
}

/** Rows `from` to `to` (exclusive) of a table; its columns are the members. */
export function toRows(table: ColumnTable, from: number, to: number): TableRow[] {
  const columns = Object.entries(table.columns);
  const rows: TableRow[] = [];
  for (let index = from; index < Math.min(to, table.length); index++) {
    rows.push(Object.fromEntries(columns.map(([name, column]) => [name, toCell(name, column[index])])));
  }
  return rows;
}
