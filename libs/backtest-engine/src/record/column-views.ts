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
  const length = to - from;
  return {
    length,
    codes: texts.length > 1 ? codes.slice(from, to) : new Uint8Array(length),
    texts: [...texts],
  };
}

/** One column of nothing for all columns of a table that have no value: most runs have no stops. */
export class MissingColumn {
  private column: Float64Array | undefined;

  constructor(private readonly length: number) {}

  /** The rows of a column from `from` on, in memory of their own or shared by all that are missing. */
  or(values: Float64Array, from: number): Float64Array {
    const end = from + this.length;
    let row = from;
    while (row < end && Number.isNaN(values[row])) row += 1;
    return row < end ? values.slice(from, end) : (this.column ??= new Float64Array(this.length).fill(NaN));
  }
}

/** Turns fractions into percent in place. */
export function toPercent(fractions: Float64Array): Float64Array {
  for (let k = 0; k < fractions.length; k += 1) fractions[k] *= 100;
  return fractions;
}
