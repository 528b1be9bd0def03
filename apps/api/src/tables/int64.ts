const HALF = 2 ** 32;

/** Whole numbers (instants in ms, counts) as 64-bit integers, without an object for each; what is none becomes 0. */
export function toInt64(numbers: Float64Array): BigInt64Array {
  const halves = new Int32Array(numbers.length * 2);
  for (let row = 0; row < numbers.length; row += 1) {
    const high = Math.floor(numbers[row] / HALF);
    halves[2 * row] = numbers[row] - high * HALF;
    halves[2 * row + 1] = high;
  }
  return new BigInt64Array(halves.buffer);
}
