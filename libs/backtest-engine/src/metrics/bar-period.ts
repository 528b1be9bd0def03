import { firstAtOrAfter } from './first-at-or-after.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;
const STEPS = 99;

/** Days per year by whole days in a bar. */
const PERIODS_PER_YEAR: Readonly<Record<number, number>> = { 7: 52, 31: 12, 365: 1 };

/** Above this share of bars on Saturdays and Sundays the market never closes. */
const WEEKEND_SHARE = (2 / 7) * 0.6;

/** Median of the last 99 time steps, milliseconds (engine-semantics B); NaN with one bar. */
export function findBarPeriod(times: Float64Array): number {
  const count = Math.min(STEPS, times.length - 1);
  const first = times.length - count;
  const steps = new Float64Array(count);
  for (let k = 0; k < count; k += 1) steps[k] = times[first + k] - times[first + k - 1];
  steps.sort();
  return (steps[(count - 1) >> 1] + steps[count >> 1]) / 2;
}

/** Periods per year: 52, 12, 1 by the length of a bar, else 365 or 252 by whether it trades on weekends. */
export function findAnnualPeriods(times: Float64Array, periodMs: number): number {
  if (Number.isNaN(periodMs)) return NaN;
  return PERIODS_PER_YEAR[Math.floor(periodMs / DAY)] ?? (weekendShare(times) > WEEKEND_SHARE ? 365 : 252);
}

/** Rounds a duration up to the longest of day, hour, minute and second that makes up a bar. Milliseconds in and out. */
export function ceilToBarUnit(durationMs: number, periodMs: number): number {
  const unit = [DAY, HOUR, MINUTE].find((one) => periodMs % one === 0) ?? 1000;
  return Math.ceil(durationMs / unit) * unit;
}

function weekendShare(times: Float64Array): number {
  let weekend = 0;
  for (let first = 0; first < times.length;) {
    const day = Math.floor(times[first] / DAY);
    const end = firstAtOrAfter(times, first, (day + 1) * DAY);
    // Day 0 of the epoch was a Thursday: with Monday as 0 it is day 3.
    if ((((day + 3) % 7) + 7) % 7 >= 5) weekend += end - first;
    first = end;
  }
  return weekend / times.length;
}
