import { computeDrawdowns, type Drawdowns } from './drawdowns.js';
import type { TradeColumns } from '../record/trade-record.js';
import { computePeriodReturns } from './period-returns.js';
import { computeMoments, type ReturnMoments } from './return-moments.js';
import { TimeGrid } from './time-grid.js';

/** What metrics are computed from. Columns have a row per bar or per closed trade. */
export interface MetricInput {
  /** UTC milliseconds, one bar at least. */
  times: Float64Array;
  equity: Float64Array;
  /** To be filled by bar with 1 - equity / highest so far; left out where nobody asks for it. */
  drawdown?: Float64Array;
  /** Memory for the changes of equity from day to day; default: its own. */
  returns?: Float64Array;
  /** Closes of the benchmark on the same bars. */
  benchmark: Float64Array;
  /** Index of the first defined bar. */
  warmupBars: number;
  trades: TradeColumns;
  costs: { commission: number; spread: number; slippage: number; borrow: number };
  /** Σ |units| × price over all fills. */
  tradedValue: number;
  ratios: 'textbook' | 'geometric';
}

const DAY = 86_400_000;

/** The input and what several metrics share, each computed once and only when asked for. */
export class RunFacts {
  private readonly kept = new Map<string, unknown>();

  constructor(
    readonly input: MetricInput,
    private readonly grid: TimeGrid = new TimeGrid(input.times),
  ) {}

  get bars(): number {
    return this.input.equity.length;
  }

  get trades(): number {
    return this.input.trades.pnl.length;
  }

  /** Last stamp - first stamp, milliseconds. */
  get durationMs(): number {
    return this.input.times[this.bars - 1] - this.input.times[0];
  }

  /** Duration in years of 365.25 days. */
  get years(): number {
    return this.durationMs / DAY / 365.25;
  }

  /** P of engine-semantics B, milliseconds. */
  get barPeriodMs(): number {
    return this.grid.barPeriodMs;
  }

  /** A: periods per year. */
  get annualPeriods(): number {
    return this.grid.annualPeriods;
  }

  /** q: relative changes of equity from day to day (week, month, year where bars are that long). */
  get periodReturns(): Float64Array {
    const { equity, returns } = this.input;
    return this.keep('periodReturns', () => computePeriodReturns(this.grid.periodEnds, equity, returns));
  }

  get periodMoments(): ReturnMoments {
    return this.keep('periodMoments', () => computeMoments(this.periodReturns));
  }

  get drawdowns(): Drawdowns {
    return this.keep('drawdowns', () =>
      computeDrawdowns(this.input.times, this.input.equity, this.input.drawdown),
    );
  }

  /** Value of a metric or intermediate that others build on. */
  keep<T>(name: string, compute: () => T): T {
    if (!this.kept.has(name)) this.kept.set(name, compute());
    return this.kept.get(name) as T;
  }
}
