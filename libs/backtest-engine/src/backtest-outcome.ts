import type { Adjustment, CodedTable, Fault } from '#domain';

/** The metrics of a run under the names of the wire. Not defined is null; instants are UTC milliseconds. */
export type Metrics = Readonly<Record<string, number | null>>;

/** How prices were adjusted, and what splits and dividends did to what was held: nothing where prices are adjusted. */
export interface ActionsReport {
  adjust: Adjustment;
  /** How many met something held. */
  splits: number;
  dividends: number;
  /** Money: what longs were paid less what shorts paid. Part of the equity and of no trade. */
  dividendCash: number;
  /** Money that fractions of a unit were paid out for. */
  cashInLieu: number;
}

/**
 * What a run gives. Bars are counted on the merged timeline of all instruments, which for one
 * instrument is its series.
 */
export interface BacktestOutcome {
  state: 'completed' | 'cancelled';
  barsDone: number;
  barsTotal: number;
  warmupBars: number;
  /** Numbers by name; `start` and `end` are UTC milliseconds, costs are `cost_commission`, `cost_spread`, … */
  metrics: Metrics;
  /** `time` (UTC ms), `equity`, `drawdown` (fraction ≥ 0), a row per bar. */
  equity: CodedTable;
  /**
   * Closed round trips in the order in which they closed: `symbol`, `size` (signed), `entry_bar`, `exit_bar`,
   * `entry_time`, `exit_time`, `entry_price`, `exit_price`, `pnl`, `commission`, `return_pct` (percent), `stop`,
   * `target` (NaN when none), `entry_reason`, `exit_reason`, `tag`.
   */
  trades: CodedTable;
  /** The same columns without those of the exit, and `unrealised_pnl`. */
  openTrades: CodedTable;
  /** `symbol`, `kind`, `size`, `limit`, `stop`, `placed_bar`, `placed_time`, `status`, `filled_bar`, `filled_time`, `filled_price`, `reason`, `tag`. */
  orders: CodedTable;
  /** Orders still waiting when the data ended are rows of `orders` with status `pending`. */
  warnings: Fault[];
  corporateActions: ActionsReport;
}
