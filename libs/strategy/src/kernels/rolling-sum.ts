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
  for (let i = full; i < to; i += 1) {
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
}
