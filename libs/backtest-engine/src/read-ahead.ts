/** Values in a line of the processor's cache. */
const LINE = 8;
/** Keeps the compiler from leaving out reads that nobody seems to need. */
const sink = new Float64Array(1);

/**
 * Reads the rows `from` to `to` of a column once in order, so that scattered reads that follow find them in the cache:
 * the processor foresees reads in order, for each of the others it would wait for memory.
 */
export function readAhead(column: Float64Array, from: number, to: number): void {
  let sum = 0;
  for (let row = from; row < to; row += LINE) sum += column[row];
  sink[0] = sum;
}
