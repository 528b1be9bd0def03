import { inSlices } from '../in-slices.js';
import type { RunFacts } from './run-facts.js';

/**
 * Longest and summed time from entry to exit of closed trades, milliseconds; NaN with none. Below zero where the last
 * bar is matched again and the exit is dated to the bar before (engine-semantics A11).
 */
export function tradeDurations(run: RunFacts): { longestMs: number; sumMs: number } {
  return run.keep('tradeDurations', () => {
    const { times, trades } = run.input;
    const { entryBar, exitBar } = trades;
    const found = Float64Array.of(exitBar.length === 0 ? NaN : -Infinity, 0);
    inSlices(0, exitBar.length, (from, to) => addDurations(found, times, entryBar, exitBar, from, to));
    return { longestMs: found[0], sumMs: found[1] };
  });
}

function addDurations(
  found: Float64Array,
  times: Float64Array,
  entryBar: Int32Array,
  exitBar: Int32Array,
  from: number,
  to: number,
): void {
  let longestMs = found[0];
  let sumMs = found[1];
  for (let k = from; k < to; k += 1) {
    const duration = times[exitBar[k]] - times[entryBar[k]];
    if (duration > longestMs) longestMs = duration;
    sumMs += duration;
  }
  found[0] = longestMs;
  found[1] = sumMs;
}
