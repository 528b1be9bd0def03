/** The first index from `from` on whose time is not before an instant; their number when none is. Times ascend. */
export function firstAtOrAfter(times: Float64Array, from: number, instant: number): number {
  // Strides double until they are past it, so that the next day is found in few steps however many bars it has.
  let stride = 1;
  let low = from;
  while (low + stride < times.length && times[low + stride] < instant) {
    low += stride;
    stride *= 2;
  }
  let high = Math.min(low + stride, times.length);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
