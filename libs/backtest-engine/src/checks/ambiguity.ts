import type { PreparedRun } from '../prepared-run.js';
import { simulateAgain } from '../run-backtest.js';
import type { RunHooks } from '../run-hooks.js';
import type { Simulation } from '../simulation.js';

/** What the account came to. */
export interface Scenario {
  equityFinal: number;
  returnPct: number;
}

/**
 * Trades whose last bar reached both stop and target, so that bars alone don't tell which came first, and what
 * the account comes to under either order. Scenarios, not bounds: what one trade leaves changes the size of the
 * next. `default` is the run itself, which takes the stop where finer bars do not tell.
 */
export interface Ambiguity {
  trades: number;
  /** Of how many of them finer bars told which came first. */
  resolved: number;
  worst: Scenario;
  default: Scenario;
  /** Undefined when the run could not be simulated again: code, or cancelled. */
  best?: Scenario;
}

/** Simulates a second time where it can make a difference. */
export function measureAmbiguity(run: PreparedRun, simulation: Simulation, hooks: RunHooks): Ambiguity {
  const asRun = toScenario(simulation);
  const trades = simulation.recorder.ambiguousTrades;
  const { resolvedTrades: resolved } = simulation.recorder;
  const told = { trades, resolved, worst: asRun, default: asRun };
  if (trades === 0) return { ...told, best: asRun };
  if (!run.isRepeatable) return told;
  const under = (intrabar: 'stop_first' | 'target_first'): Scenario | undefined => {
    const again = simulateAgain(run.simulate({ ...run.models, finer: undefined, intrabar }), hooks, intrabar);
    return again && toScenario(again);
  };
  const worst = resolved === 0 ? asRun : under('stop_first');
  const best = under('target_first');
  return worst === undefined || best === undefined ? told : { ...told, worst, best };
}

function toScenario({ recorder: { equity }, barsDone }: Simulation): Scenario {
  const equityFinal = equity[barsDone - 1] ?? NaN;
  return { equityFinal, returnPct: ((equityFinal - equity[0]) / equity[0]) * 100 };
}
