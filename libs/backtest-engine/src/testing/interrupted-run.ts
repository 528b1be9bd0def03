import { deserialize, serialize } from 'node:v8';
import { RunTrail, type TrailPart } from '../checkpoint/run-trail.js';
import type { BacktestInput } from '../prepared-run.js';
import { runCheckedBacktest, type CheckedOutcome } from '../run-checked-backtest.js';

const KILLED = new Error('killed');

/** When a run is killed and how often it keeps what it has, counted in looks between its bars. */
export interface Interruptions {
  readonly everyBars: number;
  readonly keptEvery: number;
  readonly kills: readonly number[];
}

/**
 * Runs until it is killed, then anew on what was kept, as bytes, until it is killed again, and at last to its end.
 * `createInput` is asked for each start. Gives how many bars all starts simulated, too.
 */
export function runInterrupted(
  createInput: () => BacktestInput,
  { everyBars, keptEvery, kills }: Interruptions,
  run: typeof runCheckedBacktest = runCheckedBacktest,
): { outcome: CheckedOutcome; barsSimulated: number } {
  const kept: Buffer[] = [];
  let barsSimulated = 0;
  for (const kill of [...kills, Infinity]) {
    let looks = 0;
    let barsBefore: number | undefined;
    const found = kept.map((bytes) => deserialize(bytes) as TrailPart);
    const trail = new RunTrail(
      found,
      () => looks % keptEvery === 0,
      (part) => kept.push(serialize(part)),
    );
    const isCancelled = (): boolean => {
      looks += 1;
      if (looks > kill) throw KILLED;
      return false;
    };
    const onProgress = (barsDone: number): void => {
      barsSimulated += barsDone - (barsBefore ?? barsDone);
      barsBefore = barsDone;
    };
    try {
      const hooks = { everyBars, isCancelled, onProgress, trail };
      return { outcome: run(createInput(), hooks), barsSimulated };
    } catch (error) {
      if (error !== KILLED) throw error;
    }
  }
  throw new Error('the last start is never killed');
}
