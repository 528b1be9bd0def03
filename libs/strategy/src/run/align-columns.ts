/**
 * A column of another series on one's own bars: the value of its newest bar that had closed when the own bar
 * closed; missing before its first. Both close times ascend (UTC milliseconds).
 */
export function alignColumn(
  values: Float64Array,
  closeTimes: Float64Array,
  ownCloseTimes: Float64Array,
): Float64Array {
  const out = new Float64Array(ownCloseTimes.length);
  let next = 0;
  for (let row = 0; row < out.length; row += 1) {
    while (next < closeTimes.length && closeTimes[next] <= ownCloseTimes[row]) next += 1;
    out[row] = next === 0 ? NaN : values[next - 1];
  }
  return out;
}
