import type { ColumnTable } from '#domain';
import { withIndex } from '../tables/column-table.js';

/** The tables of a result, and what is added to each: the number of a row, the duration of a trade. */
export const RESULT_TABLES = {
  trades: (trades) => withIndex(withDuration(trades)),
  orders: withIndex,
  equity: withIndex,
} as const satisfies Record<string, (table: ColumnTable) => ColumnTable>;

export type ResultTableName = keyof typeof RESULT_TABLES;

/** Trades that are still open have none. */
function withDuration(trades: ColumnTable): ColumnTable {
  const { entry_time: entered, exit_time: left } = trades.columns;
  if (!entered || !left) return trades;
  const length = trades.length;
  const duration = Float64Array.from(
    { length },
    (_, row) => (Number(left[row]) - Number(entered[row])) / 1_000,
  );
  return { length, columns: { ...trades.columns, duration_seconds: duration } };
}
