import { cellAt, type CodedTable } from '#domain';

function toCell(name: string, value: string | number): string | number | null {
  if (typeof value === 'string') return value;
  if (!Number.isFinite(value)) return null;
  return name.endsWith('_time') ? new Date(value).toISOString() : value;
}

/** Closed trades as the wire writes them; `firstIndex` is the number of the first row in its run. */
export function toWireTrades(trades: CodedTable, firstIndex: number): object[] {
  const columns = Object.entries(trades.columns);
  const { entry_time: entered, exit_time: left } = trades.columns;
  return Array.from({ length: trades.length }, (_, row) => ({
    index: firstIndex + row,
    ...Object.fromEntries(columns.map(([name, column]) => [name, toCell(name, cellAt(column, row))])),
    duration_seconds: (Number(cellAt(left, row)) - Number(cellAt(entered, row))) / 1_000,
  }));
}
