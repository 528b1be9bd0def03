import { inSlices } from '../in-slices.js';

/** The times of bars; NaN for bar -1, which is none. */
export function timesOf(bars: Int32Array, timeline: Float64Array): Float64Array {
  const times = new Float64Array(bars.length);
  inSlices(0, bars.length, (first, end) => {
    for (let k = first; k < end; k += 1) times[k] = bars[k] < 0 ? NaN : timeline[bars[k]];
  });
  return times;
}

/** Texts for the rows of a column whose numbers stand for them. */
export function namesOf(indexes: Int32Array, names: readonly string[], from: number, to: number): string[] {
  if (isUniform(indexes, from, to)) return new Array<string>(to - from).fill(names[indexes[from]]);
  const texts = new Array<string>(to - from);
  inSlices(from, to, (first, end) => {
    for (let k = first; k < end; k += 1) texts[k - from] = names[indexes[k]];
  });
  return texts;
}

function isUniform(values: Int32Array, from: number, to: number): boolean {
  let row = from;
  while (row < to && values[row] === values[from]) row += 1;
  return row >= to;
}

/** Turns fractions into percent in place. */
export function toPercent(fractions: Float64Array): Float64Array {
  for (let k = 0; k < fractions.length; k += 1) fractions[k] *= 100;
  return fractions;
}
