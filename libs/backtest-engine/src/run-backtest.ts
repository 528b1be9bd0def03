import { BarkeepError, type BarSeries } from '#domain';
import { bindStrategy, type CompiledStrategy } from '#strategy';
import type { BacktestOutcome } from './backtest-outcome.js';
import type { BacktestRequest } from './backtest-request.js';
import { checkSeries } from './check-series.js';
import { Market } from './market.js';
import { createModels } from './models/create-models.js';
import { composeOutcome } from './outcome.js';
import { AllocationStrategy } from './rules/allocation-strategy.js';
import { RulesStrategy } from './rules/rules-strategy.js';
import type { RunHooks } from './run-hooks.js';
import { Simulation } from './simulation.js';
import type { Strategy } from './strategy.js';

/** The parts of a request that the engine reads; the rest says which data was loaded. */
export type RunSettings = Pick<BacktestRequest, 'initialCapital' | 'costs' | 'execution' | 'seed'>;

export interface BacktestInput {
  /** The bars of each instrument, sorted and unique in time. */
  series: readonly BarSeries[];
  /** A checked strategy.v1, or trusted code. */
  strategy: CompiledStrategy | Strategy;
  request: RunSettings;
  /** For beta, alpha and the buy-and-hold return; default: the first instrument. */
  benchmark?: BarSeries;
}

/** Bars between two looks outside when no hooks say. */
const WHOLE_RUN: RunHooks = { everyBars: Infinity, isCancelled: () => false, onProgress: () => undefined };

/**
 * Runs a strategy over bars. Pure: the same input gives the same outcome to the byte. Throws
 * BarkeepError (STRATEGY_FAILED, DATA_MISSING) where no result can be told.
 */
export function runBacktest(input: BacktestInput, hooks: RunHooks = WHOLE_RUN): BacktestOutcome {
  const { series, request } = input;
  checkSeries(series);
  if (!(request.initialCapital > 0) || !(request.execution.margin > 0)) {
    throw new BarkeepError('STRATEGY_FAILED', 'Initial capital and margin must be greater than zero.');
  }
  const strategy = toStrategy(input.strategy, series, request.execution.warmupBars);
  const prepared = strategy.prepare(series);
  const warmupBars = request.execution.warmupBars ?? prepared.warmupBars;
  const models = createModels(request.execution, request.costs, strategy.exclusive ?? true);
  const simulation = new Simulation(
    new Market(series),
    strategy,
    models,
    request.initialCapital,
    warmupBars + 1,
  );
  const state = runInSlices(simulation, hooks);
  if (state === 'completed') simulation.finish();
  return composeOutcome({
    state,
    simulation,
    models,
    warmupBars,
    benchmark: input.benchmark ?? series[0],
    drillDown: request.execution.drillDown,
  });
}

function toStrategy(
  given: CompiledStrategy | Strategy,
  series: readonly BarSeries[],
  warmupBars: number | undefined,
): Strategy {
  if ('prepare' in given) return given;
  const bySymbol = new Map(series.map((one) => [one.symbol, one]));
  const bound = bindStrategy(given, bySymbol);
  return given.allocate === undefined
    ? new RulesStrategy(bound, warmupBars)
    : new AllocationStrategy(bound, warmupBars);
}

function runInSlices(simulation: Simulation, hooks: RunHooks): BacktestOutcome['state'] {
  const total = simulation.market.length;
  let told = { equity: 0, trades: 0 };
  hooks.onProgress(0, total);
  while (!simulation.isFinished) {
    if (hooks.isCancelled()) return 'cancelled';
    simulation.runTo(Math.min(total, simulation.barsDone + hooks.everyBars));
    hooks.onProgress(simulation.barsDone, total);
    if (hooks.onPartial !== undefined && !simulation.isFinished) told = tellPartial(simulation, hooks, told);
  }
  return 'completed';
}

/** Gives what is new and how far the hearer now is. */
function tellPartial(simulation: Simulation, hooks: RunHooks, told: { equity: number; trades: number }) {
  const { recorder, barsDone, market } = simulation;
  hooks.onPartial?.({
    equity: {
      length: barsDone - told.equity,
      columns: {
        time: market.timeline.slice(told.equity, barsDone),
        equity: recorder.equity.slice(told.equity, barsDone),
      },
    },
    trades: recorder.trades.toTable(told.trades),
  });
  return { equity: barsDone, trades: recorder.trades.length };
}
