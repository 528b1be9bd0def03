import { firstAtOrAfter } from './first-at-or-after.js';

const DAY = 86_400_000;

/** The instant at which the calendar period of an instant ends, which is the start of the next one. */
type PeriodEnd = (time: number) => number;

const endOfDay: PeriodEnd = (time) => (Math.floor(time / DAY) + 1) * DAY;

/** By whole days in a bar: weeks end with Sunday, months and years are those of the UTC calendar. */
const PERIOD_ENDS: Readonly<Record<number, PeriodEnd>> = {
  // Day 0 of the epoch was a Thursday, so Mondays are the days that are 4 more than a multiple of 7.
  7: (time) => (Math.floor((Math.floor(time / DAY) + 3) / 7) * 7 + 4) * DAY,
  31: (time) => Date.UTC(new Date(time).getUTCFullYear(), new Date(time).getUTCMonth() + 1),
  365: (time) => Date.UTC(new Date(time).getUTCFullYear() + 1, 0),
};

/** Relative changes between the last equities of neighbouring periods; 0 / 0 is left out (engine-semantics B). */
export function computePeriodReturns(
  times: Float64Array,
  equity: Float64Array,
  periodMs: number,
): Float64Array {
  const lasts = lastOfEach(PERIOD_ENDS[Math.floor(periodMs / DAY)] ?? endOfDay, times, equity);
  const returns = new Float64Array(lasts.length - 1);
  let used = 0;
  for (let k = 1; k < lasts.length; k += 1) {
    const change = lasts[k] / lasts[k - 1] - 1;
    if (Number.isNaN(change)) continue;
    returns[used] = change;
    used += 1;
  }
  return returns.subarray(0, used);
}

function lastOfEach(endOf: PeriodEnd, times: Float64Array, equity: Float64Array): number[] {
  const lasts: number[] = [];
  for (let first = 0; first < times.length;) {
    first = firstAtOrAfter(times, first, endOf(times[first]));
    lasts.push(equity[first - 1]);
  }
  return lasts;
}
