import { isCoded, type CodedTable } from '#domain';
import type { BacktestOutcome } from '../backtest-outcome.js';

/** The memory of an outcome's columns, each piece once; shared memory needs no transfer. */
export function listTransfers(outcome: BacktestOutcome): ArrayBuffer[] {
  const tables: CodedTable[] = [outcome.equity, outcome.trades, outcome.openTrades, outcome.orders];
  const buffers = tables.flatMap((table) =>
    Object.values(table.columns).flatMap((column) => {
      const numbers = isCoded(column) ? column.codes : column;
      return ArrayBuffer.isView(numbers) ? [numbers.buffer] : [];
    }),
  );
  return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer);
}
