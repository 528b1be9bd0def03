/**
 * Sum of the `window` values ending with each row, divided by `divisor`. The rounding errors of the running sum are
 * carried along (TwoSum), so that the sum is that of exact arithmetic rounded once, however long the column is:
 * a plain running sum drifts, and two averages that are equal would seem to cross.
 * Source: Knuth, The Art of Computer Programming 2, 4.2.2; Ogita, Rump and Oishi (2005), Accurate sum and dot product.
 */
export function rollingSum(
  out: Float64Array,
  input: Float64Array,
  from: number,
  to: number,
  window: number,
  divisor: number,
): void {
  let sum = 0;
  let error = 0;
  for (let i = from; i < to; i += 1) {
    const leaving = i - from >= window ? input[i - window] : 0;
    const step = input[i] - leaving;
    const virtual = input[i] - step;
    const stepError = input[i] - (step + virtual) + (virtual - leaving);
    const next = sum + step;
    const back = next - sum;
    error += sum - (next - back) + (step - back) + stepError;
    sum = next;
    if (i - from >= window - 1) out[i] = (sum + error) / divisor;
  }
}
