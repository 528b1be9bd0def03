import type { BlockSums } from './backtest-overfitting.js';

/** Blocks of time that a trial keeps sums of. */
export const BLOCKS = 16;

/** Sharpe ratios that one computation of the overfitting may take. */
const MOST_WORK = 20_000_000;
const HALVES_OF_16 = 12_870;

/** Returns per block when `returns` are cut into `BLOCKS` of nearly the same length. */
export function countByBlock(returns: number): Float64Array {
  return Float64Array.from(
    { length: BLOCKS },
    (_, block) => firstOf(block + 1, returns) - firstOf(block, returns),
  );
}

/** Tells the sum and the sum of squares of each block; returns that a run no longer had are zero. */
export function sumByBlock(
  returns: Float64Array,
  length: number,
  tell: (block: number, sum: number, square: number) => void,
): void {
  for (let block = 0; block < BLOCKS; block += 1) {
    const end = Math.min(returns.length, firstOf(block + 1, length));
    let sum = 0;
    let square = 0;
    for (let k = firstOf(block, length); k < end; k += 1) {
      sum += returns[k];
      square += returns[k] * returns[k];
    }
    tell(block, sum, square);
  }
}

/** With many trials neighbouring blocks are joined to 8, so that the number of halves stays affordable. */
export function affordableBlocks(sums: BlockSums): BlockSums {
  if (sums.trials * HALVES_OF_16 <= MOST_WORK) return sums;
  const join = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: values.length / 2 }, (_, k) => values[2 * k] + values[2 * k + 1]);
  return {
    trials: sums.trials,
    counts: join(sums.counts),
    sums: join(sums.sums),
    squares: join(sums.squares),
  };
}

function firstOf(block: number, returns: number): number {
  return Math.floor((block * returns) / BLOCKS);
}
