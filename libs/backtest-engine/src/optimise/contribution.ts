import { bootstrapStationary } from './monte-carlo.js';
import type { Random } from './seeded-random.js';

/** What a contribution is measured in, from the returns of periods (days, or longer bars). */
const MEASURES = {
  /** Mean / standard deviation, per period. */
  sharpe: ({ count, sum, squares }: Sums): number => {
    const variance = (squares - (sum * sum) / count) / (count - 1);
    return variance > 1e-28 ? sum / count / Math.sqrt(variance) : 0;
  },
  /** Mean of all periods. */
  return: ({ count, sum }: Sums): number => sum / count,
  /** Mean of the periods in which something was gained or lost: what a bar in the market brings. */
  edge: ({ active, sum }: Sums): number => (active > 0 ? sum / active : 0),
};

interface Sums {
  count: number;
  active: number;
  sum: number;
  squares: number;
}

export type ContributionMeasure = keyof typeof MEASURES;

export const CONTRIBUTION_MEASURES = Object.keys(MEASURES) as ContributionMeasure[];

/** What a part of a strategy adds: the measure with it less the measure without it. */
export interface Contribution {
  readonly value: number;
  /** 95 % of the resamples lie between. */
  readonly low: number;
  readonly high: number;
}

export interface ContributionOptions {
  readonly measure: ContributionMeasure;
  readonly resamples: number;
  /** Mean length of a block, in periods. */
  readonly meanBlock: number;
  readonly random: Random;
}

/**
 * Compares two runs over the same periods. Both are resampled by the same periods, in blocks, so that what moves both
 * alike cancels out: the paired form of the stationary bootstrap (Politis and Romano 1994), percentile interval
 * (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
 */
export function computeContribution(
  whole: Float64Array,
  without: Float64Array,
  { measure, resamples, meanBlock, random }: ContributionOptions,
): Contribution {
  if (whole.length !== without.length || whole.length < 2)
    throw new RangeError('both runs need the same periods, two at least');
  const rows = Float64Array.from(whole, (_, row) => row);
  const of = MEASURES[measure];
  const differenceAt = (drawn: Float64Array): number => of(sumsOf(whole, drawn)) - of(sumsOf(without, drawn));
  const drawn = Float64Array.from({ length: resamples }, () =>
    differenceAt(bootstrapStationary(rows, meanBlock, random)),
  ).sort();
  const at = (level: number): number => drawn[Math.round((resamples - 1) * level)];
  return { value: differenceAt(rows), low: at(0.025), high: at(0.975) };
}

function sumsOf(returns: Float64Array, rows: Float64Array): Sums {
  let [sum, squares, active] = [0, 0, 0];
  for (let k = 0; k < rows.length; k += 1) {
    const value = returns[rows[k]];
    sum += value;
    squares += value * value;
    if (value !== 0) active += 1;
  }
  return { count: rows.length, active, sum, squares };
}
