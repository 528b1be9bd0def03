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
  if (names.length === 1) return new Array<string>(to - from).fill(names[0]);
  const texts = new Array<string>(to - from);
  inSlices(from, to, (first, end) => {
    for (let k = first; k < end; k += 1) texts[k - from] = names[indexes[k]];
  });
  return texts;
}

/** Turns fractions into percent in place. */
export function toPercent(fractions: Float64Array): Float64Array {
  for (let k = 0; k < fractions.length; k += 1) fractions[k] *= 100;
  return fractions;
}
