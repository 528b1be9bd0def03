import type { BacktestOutcome } from './backtest-outcome.js';
import { bindStrategy } from '#strategy';
import type { RunStage } from './checkpoint/run-trail.js';
import { composeOutcome } from './outcome.js';
import { BINDING_ENDED, PreparedRun, type BacktestInput } from './prepared-run.js';
import type { RunHooks } from './run-hooks.js';
import type { Simulation } from './simulation.js';

export type { BacktestInput, RunSettings } from './prepared-run.js';

/** Bars between two looks outside when no hooks say. */
export const WHOLE_RUN: RunHooks = {
  everyBars: Infinity,
  isCancelled: () => false,
  onProgress: () => undefined,
};

/**
 * Runs a strategy over bars. Pure: the same input gives the same outcome to the byte. Throws
 * BarkeepError (STRATEGY_FAILED, DATA_MISSING) where no result can be told.
 */
export function runBacktest(input: BacktestInput, hooks: RunHooks = WHOLE_RUN): BacktestOutcome {
  const run = prepareRun(input, hooks);
  const { outcome } = runPrepared(run, hooks);
  run.release();
  return outcome;
}

/** Makes a run ready; one that is cancelled while its indicators are computed ends before its first bar. */
export function prepareRun(input: BacktestInput, hooks: RunHooks): PreparedRun {
  if (hooks === WHOLE_RUN) return new PreparedRun(input);
  return new PreparedRun(input, bindStrategy, (indicator, indicators) => {
    if (hooks.isCancelled()) throw BINDING_ENDED;
    hooks.onIndicator?.(indicator, indicators);
  });
}

/** The same with the simulation that the outcome was taken from. */
export function runPrepared(
  run: PreparedRun,
  hooks: RunHooks,
): { simulation: Simulation; outcome: BacktestOutcome } {
  const simulation = run.simulate();
  const state = run.isEnded ? 'cancelled' : runInSlices(simulation, hooks);
  if (state === 'completed') simulation.finish();
  const { models, warmupBars, benchmark, input } = run;
  const { adjust = 'split', execution } = input.request;
  const { drillDown } = execution;
  return {
    simulation,
    outcome: composeOutcome({ state, simulation, models, warmupBars, benchmark, drillDown, adjust }),
  };
}

/**
 * Simulates again and quietly, as far as whoever started the run lets it; undefined when it was cancelled.
 */
export function simulateAgain(
  simulation: Simulation,
  hooks: RunHooks,
  stage?: RunStage,
): Simulation | undefined {
  if (stage !== undefined) hooks.trail?.begin(stage, simulation);
  while (!simulation.isFinished) {
    const isCancelled = hooks.isCancelled();
    hooks.trail?.look();
    if (isCancelled) return undefined;
    simulation.runTo(Math.min(simulation.market.length, simulation.barsDone + hooks.everyBars));
  }
  simulation.finish();
  return simulation;
}

function runInSlices(simulation: Simulation, hooks: RunHooks): BacktestOutcome['state'] {
  const total = simulation.market.length;
  hooks.trail?.begin('run', simulation);
  let told = { equity: simulation.barsDone, trades: simulation.recorder.trades.length };
  hooks.onProgress(simulation.barsDone, total);
  while (!simulation.isFinished) {
    const isCancelled = hooks.isCancelled();
    // After the question, so that a run which is cancelled hands over what was wished for before.
    hooks.trail?.look();
    if (isCancelled) return 'cancelled';
    simulation.runTo(Math.min(total, simulation.barsDone + hooks.everyBars));
    hooks.onProgress(simulation.barsDone, total);
    if (!simulation.isFinished && hooks.onPartial !== undefined) told = tellPartial(simulation, hooks, told);
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
    tradesBefore: told.trades,
  });
  return { equity: barsDone, trades: recorder.trades.length };
}
