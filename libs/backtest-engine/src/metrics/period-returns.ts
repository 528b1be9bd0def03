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

/** The last bar of each calendar period that has bars (engine-semantics B). */
export function findPeriodEnds(times: Float64Array, periodMs: number): Int32Array {
  const endOf = PERIOD_ENDS[Math.floor(periodMs / DAY)] ?? endOfDay;
  const ends = new Int32Array(times.length);
  let used = 0;
  for (let first = 0; first < times.length; used += 1) {
    first = firstAtOrAfter(times, first, endOf(times[first]));
    ends[used] = first - 1;
  }
  return ends.slice(0, used);
}

/** Relative changes between the equities at neighbouring ends of periods; 0 / 0 is left out (engine-semantics B). `returns` is filled where it is given. */
export function computePeriodReturns(
  periodEnds: Int32Array,
  equity: Float64Array,
  returns: Float64Array = new Float64Array(Math.max(0, periodEnds.length - 1)),
): Float64Array {
  let used = 0;
  let before = equity[periodEnds[0]];
  for (let k = 1; k < periodEnds.length; k += 1) {
    const last = equity[periodEnds[k]];
    const change = last / before - 1;
    before = last;
    if (Number.isNaN(change)) continue;
    returns[used] = change;
    used += 1;
  }
  return returns.subarray(0, used);
}
