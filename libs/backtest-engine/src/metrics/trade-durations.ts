import type { RunFacts } from './run-facts.js';

/** Longest and summed time from entry to exit of closed trades, milliseconds; NaN with none. */
export function tradeDurations(run: RunFacts): { longestMs: number; sumMs: number } {
  return run.keep('tradeDurations', () => {
    const { times, trades } = run.input;
    let longestMs = trades.exitBar.length === 0 ? NaN : 0;
    let sumMs = 0;
    for (let k = 0; k < trades.exitBar.length; k += 1) {
      const duration = times[trades.exitBar[k]] - times[trades.entryBar[k]];
      if (duration > longestMs) longestMs = duration;
      sumMs += duration;
    }
    return { longestMs, sumMs };
  });
}
