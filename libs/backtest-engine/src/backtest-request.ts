import type { Adjustment, Timeframe } from '#domain';
import type { LinearRates } from './models/commission.js';
import type { CommissionTier } from './models/tiered-commission.js';

/** What trading costs. Fractions are fractions: `rate` 0.002 is 0.2 %. */
export interface CostOptions {
  commission: LinearRates & {
    /** Rates by what was traded in the month, instead of `rate` and `perShare`. */
    tiers?: readonly CommissionTier[];
    /** Rates of limits that rested and of everything else, instead of `rate`. */
    maker?: number;
    taker?: number;
  };
  /** Fraction of the price. */
  spread: number;
  slippage: { kind: 'none' | 'bps' | 'ticks' | 'range' | 'volume'; value: number };
  /** Per year, on the value of short positions. */
  borrowRate: number;
  /** Per year, on cash. */
  cashRate: number;
}

/** How orders are carried out. A member left out takes the value of the preset. */
export interface ExecutionOptions {
  preset: 'default' | 'backtesting_py';
  fill: 'next_open' | 'close';
  /** Share of a position's value that must be covered: 1 is no leverage, 0.1 is ten times. */
  margin: number;
  /** Share of what is open that equity must cover at each close, else a margin call. Undefined: no call. */
  maintenanceMargin?: number;
  /** A new entry closes what is open first. Undefined: as the strategy's `limits.exclusive` says. */
  exclusiveOrders?: boolean;
  hedging: boolean;
  wholeUnits: boolean;
  /** Close open trades at the end of the data. */
  finalizeTrades: boolean;
  /** Resolve stop-or-target inside the bar from a finer stored timeframe. */
  drillDown: boolean;
  /** Index of the first defined bar (W of engine-semantics A2); the first decision is on W + 1. Derived when undefined. */
  warmupBars?: number;
}

/**
 * The world in which a strategy runs: everything of a run body but the strategy itself.
 * Dates are ISO 8601 and inclusive; a bare date is that whole day in the instrument's zone.
 */
export interface BacktestRequest {
  symbols: string[];
  timeframe: Timeframe;
  startDate: string | null;
  endDate: string | null;
  initialCapital: number;
  params: Record<string, number>;
  costs: CostOptions;
  execution: ExecutionOptions;
  benchmark: string | null;
  adjust: Adjustment;
  /** Read the data as it was stored at this instant. */
  asOf: string | null;
  seed: number;
  tags: string[];
}
