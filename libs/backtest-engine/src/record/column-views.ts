import type { TextColumn } from '#domain';
import { inSlices } from '../in-slices.js';

/** The times of bars; NaN for bar -1, which is none. */
export function timesOf(bars: Int32Array, timeline: Float64Array): Float64Array {
  const times = new Float64Array(bars.length);
  inSlices(0, bars.length, (first, end) => {
    for (let k = first; k < end; k += 1) times[k] = bars[k] < 0 ? NaN : timeline[bars[k]];
  });
  return times;
}

/** The rows `from` to `to` of codes with what they stand for, in memory of their own. */
export function textsOf(
  codes: Int32Array | Uint8Array,
  texts: readonly string[],
  from: number,
  to: number,
): TextColumn {
  return { length: to - from, codes: codes.slice(from, to), texts: [...texts] };
}

/** Turns fractions into percent in place. */
export function toPercent(fractions: Float64Array): Float64Array {
  for (let k = 0; k < fractions.length; k += 1) fractions[k] *= 100;
  return fractions;
}
