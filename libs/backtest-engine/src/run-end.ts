import type { Adjustment, BarSeries } from '#domain';
import type { BacktestOutcome } from './backtest-outcome.js';
import type { ExecutionModels } from './models/execution-models.js';
import type { Simulation } from './simulation.js';

/** What a run has come to. */
export interface RunEnd {
  state: BacktestOutcome['state'];
  simulation: Simulation;
  models: ExecutionModels;
  warmupBars: number;
  benchmark: BarSeries;
  /** Whether the run asked for finer bars. */
  drillDown: boolean;
  adjust: Adjustment;
}
