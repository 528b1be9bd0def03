import type { Column, ColumnTable } from '#domain';
import { toJsonRows, type JsonRow } from './json-rows.js';
import type { TableBatch, TableColumn } from './table.js';

const ROWS_PER_BATCH = 65_536;

const isInstant = (name: string): boolean => name === 'time' || name.endsWith('_time');

function toColumn([name, column]: [string, Column]): TableColumn {
  if (!ArrayBuffer.isView(column)) return { name, kind: 'text', nullable: false };
  // By name: a column may come from a thread whose classes are not those of this context.
  if (column[Symbol.toStringTag] !== 'Float64Array') return { name, kind: 'integer', nullable: false };
  return { name, kind: isInstant(name) ? 'instant' : 'number', nullable: true };
}

/** The columns of a result's table. */
export function columnsOf(table: ColumnTable): TableColumn[] {
  return Object.entries(table.columns).map(toColumn);
}

/** Rows `from` to `to` (exclusive), as batches. */
export function* batchesOf(table: ColumnTable, from = 0, to = table.length): Generator<TableBatch> {
  const end = Math.min(to, table.length);
  const columns = Object.values(table.columns);
  for (let start = from; start < end; start += ROWS_PER_BATCH) {
    const stop = Math.min(end, start + ROWS_PER_BATCH);
    yield { length: stop - start, values: columns.map((column) => column.slice(start, stop)) };
  }
}

/** Rows `from` to `to` (exclusive) as the wire writes them. */
export function toRows(table: ColumnTable, from = 0, to = table.length): JsonRow[] {
  const columns = columnsOf(table);
  return [...batchesOf(table, from, to)].flatMap((batch) => toJsonRows(columns, batch));
}

/** The same table with the number of each row in front. */
export function withIndex(table: ColumnTable): ColumnTable {
  const index = Int32Array.from({ length: table.length }, (_, row) => row);
  return { length: table.length, columns: { index, ...table.columns } };
}
