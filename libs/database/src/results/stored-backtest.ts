import type { CodedTable, ColumnTable, Fault } from '#domain';

/** A finished backtest as it is kept. Instants are UTC milliseconds. */
export interface StoredBacktest<Table extends CodedTable = ColumnTable> {
  /** The canonical strategy document. */
  strategy: object;
  request: object;
  engineVersion: string;
  strategyHash: string;
  dataDigest: string;
  resultDigest: string;
  startedAt: number;
  finishedAt: number;
  durationMs: number;
  barsPerSecond: number;
  warmupBars: number;
  barsTotal: number;
  /** By the names of `METRIC_COLUMNS`; not defined is null. */
  metrics: Readonly<Record<string, number | null>>;
  equity: Table;
  trades: Table;
  openTrades: Table;
  orders: Table;
  warnings: Fault[];
  /** What the checks of the run found, each undefined where it was not made. */
  ambiguity?: object;
  canary?: object;
  breakEven?: object;
  /** How prices were adjusted and what splits and dividends did. */
  corporateActions?: object;
  /** Whether the run was cancelled and this is what it had by then. */
  partial: boolean;
}
