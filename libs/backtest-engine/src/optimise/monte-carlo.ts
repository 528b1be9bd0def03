import { pickBelow, type Random } from './seeded-random.js';

/** A new order of all values, each equally likely (Fisher and Yates, as in Durstenfeld 1964). */
export function shuffleValues(values: Float64Array, random: Random): Float64Array {
  const shuffled = values.slice();
  for (let k = shuffled.length - 1; k > 0; k -= 1) {
    const other = pickBelow(k + 1, random);
    [shuffled[k], shuffled[other]] = [shuffled[other], shuffled[k]];
  }
  return shuffled;
}

/**
 * A resample of the same length in blocks of geometric length with mean `meanBlock`, wrapping around at the end, so
 * that the dependence of neighbours survives. Source: Politis and Romano, The Stationary Bootstrap, JASA 89 (1994).
 */
export function bootstrapStationary(values: Float64Array, meanBlock: number, random: Random): Float64Array {
  const { length } = values;
  const sample = new Float64Array(length);
  let row = 0;
  for (let k = 0; k < length; k += 1) {
    row = k === 0 || random() < 1 / meanBlock ? pickBelow(length, random) : (row + 1) % length;
    sample[k] = values[row];
  }
  return sample;
}

/** What a path of returns ends in. Fractions; the drawdown is zero or more. */
export interface PathEnd {
  growth: number;
  maxDrawdown: number;
}

/** Π (1 + r) - 1 and the largest fall below the highest so far. A loss of everything ends the path. */
export function followPath(returns: Float64Array): PathEnd {
  let [wealth, highest, maxDrawdown] = [1, 1, 0];
  for (let k = 0; k < returns.length; k += 1) {
    wealth *= Math.max(0, 1 + returns[k]);
    if (wealth > highest) highest = wealth;
    maxDrawdown = Math.max(maxDrawdown, 1 - wealth / highest);
  }
  return { growth: wealth - 1, maxDrawdown };
}
