/**
 * Largest (`sign` 1) or smallest (-1) of the `window` values ending with each row, by a monotonic queue:
 * each row enters and leaves it once. Source: Lemire (2006), Streaming maximum-minimum filter.
 */
export function rollingExtreme(
  out: Float64Array,
  input: Float64Array,
  from: number,
  to: number,
  window: number,
  sign: 1 | -1,
): void {
  const size = Math.min(window, to - from) + 1;
  const queue = new Int32Array(size);
  let head = 0;
  let tail = 0;
  for (let i = from; i < to; i += 1) {
    if (head !== tail && queue[head] <= i - window) head = head + 1 === size ? 0 : head + 1;
    while (head !== tail) {
      const last = tail === 0 ? size - 1 : tail - 1;
      if ((input[queue[last]] - input[i]) * sign > 0) break;
      tail = last;
    }
    queue[tail] = i;
    tail = tail + 1 === size ? 0 : tail + 1;
    if (i - from >= window - 1) out[i] = input[queue[head]];
  }
}
