/** Rows that a loop works on in one call: V8 compiles a function that is called now and then for good. */
const SLICE = 4096;

/**
 * Sum of the `window` values ending with each row, divided by `divisor`. The rounding errors of the running sum are
 * carried along, so that the sum is that of exact arithmetic rounded once, however long the column is: a plain running sum
 * drifts, and two averages that are equal would seem to cross.
 * Source: Knuth, The Art of Computer Programming 2, 4.2.2 (TwoSum); Ogita, Rump and Oishi (2005), Accurate sum and dot product.
 */
export function rollingSum(
  out: Float64Array,
  input: Float64Array,
  from: number,
  to: number,
  window: number,
  divisor: number,
): void {
  const full = Math.min(from + window, to);
  let sum = 0;
  let error = 0;
  for (let i = from; i < full; i += 1) {
    const next = sum + input[i];
    const back = next - sum;
    error += sum - (next - back) + (input[i] - back);
    sum = next;
  }
  if (full - from < window) return;
  out[full - 1] = (sum + error) / divisor;
  const running = Float64Array.of(sum, error);
  for (let row = full; row < to;) {
    const end = Math.min(row + SLICE, to);
    row = window < SLICE / 4 ? slideAlike(running, out, input, row, end, window, divisor) : row;
    slide(running, out, input, row, end, window, divisor);
    row = end;
  }
}

/** Moves the window on by the rows `from` to `to`; `running` is the sum and the error that it carries. */
function slide(
  running: Float64Array,
  out: Float64Array,
  input: Float64Array,
  from: number,
  to: number,
  window: number,
  divisor: number,
): void {
  let sum = running[0];
  let error = running[1];
  for (let i = from; i < to; i += 1) {
    const entering = input[i];
    const leaving = input[i - window];
    const step = entering - leaving;
    const virtual = entering - step;
    const stepError = entering - (step + virtual) + (virtual - leaving);
    const next = sum + step;
    const back = next - sum;
    error += sum - (next - back) + (step - back) + stepError;
    sum = next;
    out[i] = (sum + error) / divisor;
  }
  running[0] = sum;
  running[1] = error;
}

/** How far values may be from one of them, as a share of it, so that none is twice another. */
const ALIKE = 0.3;

/**
 * The same to the bit in half the additions, two rows a turn, as far as all values of the window are alike, as prices are: then
 * the difference of two is exact (Sterbenz), and smaller than the sum, whose error takes two additions (Dekker's FastTwoSum).
 * Gives the row to go on with.
 */
function slideAlike(
  running: Float64Array,
  out: Float64Array,
  input: Float64Array,
  from: number,
  to: number,
  window: number,
  divisor: number,
): number {
  const middle = input[from];
  const reach = middle * ALIKE;
  let sum = running[0];
  let error = running[1];
  // The sum is that of the window but for the error, so that it is above any difference where this is small.
  if (!(Math.abs(error) < reach / 10)) return from;
  for (let i = from - window; i < from; i += 1) if (!(Math.abs(input[i] - middle) <= reach)) return from;
  let row = from;
  for (; row + 1 < to; row += 2) {
    const first = input[row];
    const second = input[row + 1];
    if (!(Math.abs(first - middle) <= reach && Math.abs(second - middle) <= reach)) break;
    const firstStep = first - input[row - window];
    const between = sum + firstStep;
    error += firstStep - (between - sum);
    out[row] = (between + error) / divisor;
    const secondStep = second - input[row + 1 - window];
    sum = between + secondStep;
    error += secondStep - (sum - between);
    out[row + 1] = (sum + error) / divisor;
  }
  running[0] = sum;
  running[1] = error;
  return row;
}
