import type { CompiledStrategy } from '#strategy';
import type { CanaryAlarm } from '../checks/canary-alarm.js';
import { runCanary } from '../checks/canary.js';
import { PreparedRun } from '../prepared-run.js';
import { runPrepared, WHOLE_RUN } from '../run-backtest.js';
import { toSettings, type DrawnWorld } from '../../testing/drawn-run.js';
import { drawWalk } from '../../testing/random-walk.js';

/** Ways to carry orders out that have nothing to do with each other. */
export const CLEAN_WORLDS: readonly DrawnWorld[] = [
  {},
  { preset: 'backtesting_py' },
  { execution: { fill: 'close' } },
  {
    execution: { finalizeTrades: true, wholeUnits: false, margin: 0.5 },
    costs: { spread: 0.001, slippage: { kind: 'bps', value: 5 } },
  },
  { preset: 'backtesting_py', execution: { fill: 'close', hedging: true, finalizeTrades: true } },
];

/** A run of a sound engine, and what the canary has against it. */
export interface CleanRun {
  readonly world: number;
  readonly seed: number;
  readonly alarms: readonly CanaryAlarm[];
}

/** Runs a strategy in every world over walks of each seed; each alarm is a false one. */
export function* runClean(strategy: CompiledStrategy, seeds: number): Generator<CleanRun> {
  for (const [world, settings] of CLEAN_WORLDS.entries()) {
    for (let seed = 1; seed <= seeds; seed += 1) {
      const series = strategy.dataSymbols.map((symbol, k) =>
        drawWalk(340 + 10 * k, 10 * seed + k, symbol, k % 3),
      );
      const request = toSettings({ capital: 1e6, ...settings });
      const run = new PreparedRun({ series, strategy, request });
      yield { world, seed, alarms: runCanary(run, runPrepared(run, WHOLE_RUN).simulation).alarms };
    }
  }
}
