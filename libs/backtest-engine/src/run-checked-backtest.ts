import type { Fault } from '#domain';
import type { BacktestOutcome } from './backtest-outcome.js';
import { measureAmbiguity, type Ambiguity } from './checks/ambiguity.js';
import { findBreakEven, type BreakEven } from './checks/break-even.js';
import { measureCapacity, type Capacity } from './checks/capacity.js';
import { runCanary, type Canary } from './checks/canary.js';
import type { PreparedRun, BacktestInput } from './prepared-run.js';
import { prepareRun, runPrepared, WHOLE_RUN } from './run-backtest.js';
import type { RunHooks } from './run-hooks.js';
import type { Simulation } from './simulation.js';

/** A run with what its checks found; a cancelled run is not checked. */
export interface CheckedOutcome extends BacktestOutcome {
  ambiguity?: Ambiguity;
  canary?: Canary;
  breakEven?: BreakEven & { capacity: Capacity };
}

/** Runs a strategy over bars and then looks at how far its result can be trusted. As pure as the run itself. */
export function runCheckedBacktest(input: BacktestInput, hooks: RunHooks = WHOLE_RUN): CheckedOutcome {
  const run = prepareRun(input, hooks);
  const { simulation, outcome } = runPrepared(run, hooks);
  hooks.onSimulated?.();
  const checked = outcome.state === 'cancelled' ? outcome : check(run, simulation, outcome, hooks);
  run.release();
  return checked;
}

function check(
  run: PreparedRun,
  simulation: Simulation,
  outcome: BacktestOutcome,
  hooks: RunHooks,
): CheckedOutcome {
  const canary = runCanary(run, simulation);
  return {
    ...outcome,
    ambiguity: measureAmbiguity(run, simulation, hooks),
    canary,
    breakEven: { ...findBreakEven(run, simulation, hooks), capacity: measureCapacity(run, simulation) },
    warnings: [...outcome.warnings, ...warningsOf(canary)],
  };
}

function warningsOf({ clean, alarms }: Canary): Fault[] {
  if (clean) return [];
  const [{ symbol, bar, message }] = alarms;
  return [
    {
      path: '/canary',
      code: 'W_LOOKAHEAD',
      message: `the run used later data: ${symbol}, bar ${bar}: ${message}`,
    },
  ];
}
