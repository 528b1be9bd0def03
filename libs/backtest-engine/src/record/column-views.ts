/** The times of bars; NaN for bar -1, which is none. */
export function timesOf(bars: Int32Array, timeline: Float64Array): Float64Array {
  const times = new Float64Array(bars.length);
  for (let k = 0; k < bars.length; k += 1) times[k] = bars[k] < 0 ? NaN : timeline[bars[k]];
  return times;
}

/** Texts for a column of numbers that stand for them. */
export function namesOf(indexes: Int32Array, names: readonly string[]): string[] {
  const texts = new Array<string>(indexes.length);
  for (let k = 0; k < indexes.length; k += 1) texts[k] = names[indexes[k]];
  return texts;
}

/** Fractions as percent. */
export function percentOf(fractions: Float64Array): Float64Array {
  const percents = new Float64Array(fractions.length);
  for (let k = 0; k < fractions.length; k += 1) percents[k] = fractions[k] * 100;
  return percents;
}
