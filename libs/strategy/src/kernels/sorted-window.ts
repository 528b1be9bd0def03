import { LOOK_ROWS, type KernelRun } from './series-kernel.js';

/** Calls `visit` with the sorted values of each full window; `sorted` is reused from row to row. */
export function sortedWindow(
  { inputs: [input], from, to, look }: Pick<KernelRun, 'inputs' | 'from' | 'to' | 'look'>,
  window: number,
  visit: (row: number, sorted: Float64Array) => void,
): void {
  const sorted = new Float64Array(window);
  for (let i = from, size = 0; i < to; i += 1) {
    if (i % LOOK_ROWS === 0) look();
    if (size === window) {
      const leaving = lowerBound(sorted, size, input[i - window]);
      sorted.copyWithin(leaving, leaving + 1, size);
      size -= 1;
    }
    const entering = lowerBound(sorted, size, input[i]);
    sorted.copyWithin(entering + 1, entering, size);
    sorted[entering] = input[i];
    size += 1;
    if (size === window) visit(i, sorted);
  }
}

/** Index of the first value not below `value`. */
function lowerBound(sorted: Float64Array, size: number, value: number): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many values are not above `value`. */
export function countNotAbove(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Quantile `q` (0 to 1) of sorted values, linear between neighbours (Hyndman and Fan 1996, type 7). */
export function quantileOfSorted(sorted: Float64Array, q: number): number {
  const position = q * (sorted.length - 1);
  const low = Math.floor(position);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (position - low) * (sorted[high] - sorted[low]);
}
