import type { ColumnTable } from '#domain';
import type { TableRow } from '../tables/table-rows.js';
import { toNumberedRows, toTradeRows } from './result-view.js';

/** The tables of a result, and how a row of each is written. */
export const RESULT_TABLES = {
  trades: toTradeRows,
  orders: toNumberedRows,
  equity: toNumberedRows,
} as const satisfies Record<string, (table: ColumnTable, from: number, to: number) => TableRow[]>;

export type ResultTableName = keyof typeof RESULT_TABLES;

/** The columns of a table in the order of its rows, also when it is empty. */
export function columnsOf(name: ResultTableName, table: ColumnTable): string[] {
  const columns = ['index', ...Object.keys(table.columns)];
  return name === 'trades' ? [...columns, 'duration_seconds'] : columns;
}
