import type { TrialRange } from '#database';

/** Children of one optimisation at most. */
const MOST_RANGES = 256;
/** Bars that a range simulates at least: a second's work or so, well above what a job costs. */
const BARS_PER_RANGE = 20_000_000;

/** The first range is so much shorter than the others, so that a best so far is soon told. */
const FIRST_SHARE = 0.1;

/** Cuts the trials of an optimisation into ranges, as many as are worth a job each, all but the first nearly alike. */
export function cutIntoRanges(trials: number, barsPerTrial: number): TrialRange[] {
  const wanted = Math.ceil((trials * barsPerTrial) / BARS_PER_RANGE);
  const count = Math.max(1, Math.min(wanted, trials, MOST_RANGES));
  if (count === 1) return [{ chunk: 0, from: 0, to: trials }];
  const head = Math.ceil((trials / count) * FIRST_SHARE);
  const first = (chunk: number): number =>
    chunk === 0 ? 0 : head + Math.floor(((chunk - 1) * (trials - head)) / (count - 1));
  return Array.from({ length: count }, (_, chunk) => ({ chunk, from: first(chunk), to: first(chunk + 1) }));
}
