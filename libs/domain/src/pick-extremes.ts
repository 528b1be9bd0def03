import type { Column } from './columns.js';

/**
 * Rows of a curve that still show its shape: the first and the last, and the lowest and highest value of each of
 * equal stretches in between. Gives row numbers, rising, at most `limit` (at least 4) of them.
 */
export function pickExtremes(values: Column | readonly number[], limit: number): number[] {
  const { length } = values;
  if (length <= limit) return Array.from({ length }, (_, row) => row);
  const stretches = Math.floor((limit - 2) / 2);
  const picked: number[] = [0];
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = 1 + Math.floor((stretch * (length - 2)) / stretches);
    const to = 1 + Math.floor(((stretch + 1) * (length - 2)) / stretches);
    let low = from;
    let high = from;
    for (let row = from + 1; row < to; row++) {
      if (values[row] < values[low]) low = row;
      if (values[row] > values[high]) high = row;
    }
    picked.push(Math.min(low, high));
    if (low !== high) picked.push(Math.max(low, high));
  }
  picked.push(length - 1);
  return picked;
}
