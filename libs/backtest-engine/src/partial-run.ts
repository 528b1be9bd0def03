import type { CodedTable } from '#domain';

/** Equity and closed trades that are new since the last one of the same run. */
export interface PartialRun {
  equity: CodedTable;
  trades: CodedTable;
  /** Trades that were closed before these. */
  tradesBefore: number;
}
