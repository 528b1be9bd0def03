import type { ColumnTable } from '#domain';
import { computePeriodReturns } from '../metrics/period-returns.js';
import { TimeGrid } from '../metrics/time-grid.js';
import { bootstrapStationary, followPath, shuffleValues, type PathEnd } from './monte-carlo.js';
import type { Random } from './seeded-random.js';

export const PATH_METHODS = ['shuffle_trades', 'bootstrap'] as const;

export type PathMethod = (typeof PATH_METHODS)[number];

/** What a run is resampled from. */
export interface PathSource {
  method: PathMethod;
  /** Of trades in the order in which they closed, or of periods (days, or longer bars). Fractions. */
  returns: Float64Array;
  /** Of the bootstrap: mean length of a block, in returns. */
  meanBlock: number;
}

/** Levels of the quantiles that are told. */
export const QUANTILES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const;

export interface PathStatistics {
  paths: number;
  /** At the levels of `QUANTILES`. */
  growth: number[];
  maxDrawdown: number[];
  /** Share of the paths that end below where they began. */
  lossProbability: number;
  /** Share of the paths whose deepest fall is at least that of the run itself. */
  deeperProbability: number;
}

/** A trade's return is its profit over the capital and the profits before it, so that the run itself is one of the orders. */
export function toTradeReturns(pnl: ArrayLike<number>, capital: number): Float64Array {
  const returns = new Float64Array(pnl.length);
  let wealth = capital;
  for (let k = 0; k < pnl.length; k += 1) {
    returns[k] = wealth > 0 ? pnl[k] / wealth : 0;
    wealth += pnl[k];
  }
  return returns;
}

/** Changes from day to day (longer bars: from bar to bar) of an equity curve with `time` and `equity`. */
export function toPeriodReturns({ columns }: ColumnTable): Float64Array {
  const [times, equity] = [
    Float64Array.from(columns.time, Number),
    Float64Array.from(columns.equity, Number),
  ];
  return times.length === 0 ? times : computePeriodReturns(new TimeGrid(times).periodEnds, equity);
}

/** Follows one resampled path. */
export function drawPath({ method, returns, meanBlock }: PathSource, random: Random): PathEnd {
  const drawn =
    method === 'bootstrap' ? bootstrapStationary(returns, meanBlock, random) : shuffleValues(returns, random);
  return followPath(drawn);
}

/** What the paths came to, beside the run itself. */
export function summarisePaths(ends: readonly PathEnd[], actual: PathEnd): PathStatistics {
  const sorted = (of: (end: PathEnd) => number): Float64Array => Float64Array.from(ends, of).sort();
  const shareOf = (is: (end: PathEnd) => boolean): number => ends.filter(is).length / ends.length;
  // The sum of the same returns in another order may differ in the last digits.
  const least = actual.maxDrawdown - 1e-12;
  return {
    paths: ends.length,
    growth: QUANTILES.map((level) =>
      quantile(
        sorted((end) => end.growth),
        level,
      ),
    ),
    maxDrawdown: QUANTILES.map((level) =>
      quantile(
        sorted((end) => end.maxDrawdown),
        level,
      ),
    ),
    lossProbability: shareOf(({ growth }) => growth < 0),
    deeperProbability: shareOf(({ maxDrawdown }) => maxDrawdown >= least),
  };
}

/** Between neighbours in proportion (definition 7 of Hyndman and Fan, Sample Quantiles, 1996). */
function quantile(sorted: Float64Array, level: number): number {
  const place = (sorted.length - 1) * level;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}
