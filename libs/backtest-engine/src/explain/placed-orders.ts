import { toPlainTable, type ColumnTable } from '#domain';
import type { Simulation } from '../simulation.js';

/** The orders of a simulation that were placed at the close of a bar. */
export function ordersPlacedAt({ recorder }: Simulation, bar: number): ColumnTable {
  const { length, columns } = toPlainTable(recorder.orders.toTable());
  const rows = Array.from({ length }, (_, row) => row).filter((row) => columns.placed_bar[row] === bar);
  const picked = Object.entries(columns).map(([name, column]) => [name, pickRows(column, rows)] as const);
  return { length: rows.length, columns: Object.fromEntries(picked) };
}

function pickRows(
  column: ColumnTable['columns'][string],
  rows: readonly number[],
): ColumnTable['columns'][string] {
  if (ArrayBuffer.isView(column)) return Float64Array.from(rows, (row) => column[row]);
  return rows.map((row) => column[row]);
}
