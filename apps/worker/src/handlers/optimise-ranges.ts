import type { TrialRange } from '#database';

/** Children of one optimisation at most. */
const MOST_RANGES = 256;
/** Bars that a range simulates at least: a second's work or so, well above what a job costs. */
const BARS_PER_RANGE = 20_000_000;

/** Cuts the trials of an optimisation into ranges of nearly the same length, as many as are worth a job each. */
export function cutIntoRanges(trials: number, barsPerTrial: number): TrialRange[] {
  const wanted = Math.ceil((trials * barsPerTrial) / BARS_PER_RANGE);
  const count = Math.max(1, Math.min(wanted, trials, MOST_RANGES));
  const first = (chunk: number): number => Math.floor((chunk * trials) / count);
  return Array.from({ length: count }, (_, chunk) => ({ chunk, from: first(chunk), to: first(chunk + 1) }));
}
