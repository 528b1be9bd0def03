/** Blocks of time that a trial keeps sums of. */
export const BLOCKS = 16;

/** Returns per block when `returns` are cut into `BLOCKS` of nearly the same length. */
export function countByBlock(returns: number): Float64Array {
  return Float64Array.from(
    { length: BLOCKS },
    (_, block) => firstOf(block + 1, returns) - firstOf(block, returns),
  );
}

/** Fills the sum and the sum of squares of each block; returns that a run no longer had are zero. */
export function sumByBlock(
  returns: Float64Array,
  length: number,
  sums: Float64Array,
  squares: Float64Array,
): void {
  for (let block = 0; block < BLOCKS; block += 1) {
    const end = Math.min(returns.length, firstOf(block + 1, length));
    let sum = 0;
    let square = 0;
    for (let k = firstOf(block, length); k < end; k += 1) {
      sum += returns[k];
      square += returns[k] * returns[k];
    }
    sums[block] = sum;
    squares[block] = square;
  }
}

function firstOf(block: number, returns: number): number {
  return Math.floor((block * returns) / BLOCKS);
}
