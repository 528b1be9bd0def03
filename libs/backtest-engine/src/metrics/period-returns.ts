const DAY = 86_400_000;

/** Number of the calendar period that an instant falls in; rising with time. */
type PeriodKey = (time: number) => number;

const dayOf: PeriodKey = (time) => Math.floor(time / DAY);

/** By whole days in a bar: weeks end on Sunday, months and years are those of the UTC calendar. */
const PERIOD_KEYS: Readonly<Record<number, PeriodKey>> = {
  7: (time) => Math.floor((dayOf(time) + 3) / 7),
  31: (time) => new Date(time).getUTCFullYear() * 12 + new Date(time).getUTCMonth(),
  365: (time) => new Date(time).getUTCFullYear(),
};

/** Relative changes between the last equities of neighbouring periods; 0 / 0 is left out (engine-semantics B). */
export function computePeriodReturns(
  times: Float64Array,
  equity: Float64Array,
  periodMs: number,
): Float64Array {
  const days = Math.floor(periodMs / DAY);
  const lasts = lastOfEach(PERIOD_KEYS[days] ?? dayOf, times, equity);
  const returns = new Float64Array(Math.max(0, lasts.length - 1));
  let used = 0;
  for (let k = 1; k < lasts.length; k += 1) {
    const change = lasts[k] / lasts[k - 1] - 1;
    if (Number.isNaN(change)) continue;
    returns[used] = change;
    used += 1;
  }
  return returns.subarray(0, used);
}

function lastOfEach(keyOf: PeriodKey, times: Float64Array, equity: Float64Array): Float64Array {
  const lasts = new Float64Array(equity.length);
  let used = 0;
  let key = keyOf(times[0]);
  for (let k = 1; k < equity.length; k += 1) {
    const next = keyOf(times[k]);
    if (next === key) continue;
    key = next;
    lasts[used] = equity[k - 1];
    used += 1;
  }
  lasts[used] = equity[equity.length - 1];
  return lasts.subarray(0, used + 1);
}
