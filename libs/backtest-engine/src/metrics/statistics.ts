/** Sum of a column. */
export function sum(values: Float64Array): number {
  let total = 0;
  for (let k = 0; k < values.length; k += 1) total += values[k];
  return total;
}

/** Arithmetic mean; NaN of nothing. */
export function mean(values: Float64Array): number {
  return sum(values) / values.length;
}

/** Of values that are all the same their mean may differ by its rounding. */
const ROUNDING = 1e-12;

/** Sample variance: Σ (x - mean)² / (n - 1); NaN of fewer than two. */
export function variance(values: Float64Array): number {
  if (values.length < 2) return NaN;
  const centre = mean(values);
  let total = 0;
  for (let k = 0; k < values.length; k += 1) total += (values[k] - centre) ** 2;
  const spread = total / (values.length - 1);
  return spread > (ROUNDING * centre) ** 2 ? spread : 0;
}

/** Where a product of factors is about to leave the range of numbers. */
const LARGE = 1e100;

/**
 * exp(mean(ln(1 + x))) - 1 of fractions; 0 when any is a total loss; NaN of nothing (engine-semantics B). The logarithm
 * of a product is the sum of those of its factors and far cheaper.
 */
export function geometricMean(fractions: Float64Array): number {
  const { length } = fractions;
  let total = 0;
  for (let first = 0; first < length;) {
    // A loop within calls nothing, so that its numbers stay in registers.
    const end = Math.min((first | 31) + 1, length);
    let product = 1;
    do {
      const factor = 1 + fractions[first];
      if (factor <= 0) return 0;
      product *= factor;
      first += 1;
    } while (first < end && product < LARGE && product > 1 / LARGE);
    total += Math.log(product);
  }
  return Math.exp(total / length) - 1;
}

/** Largest value; NaN of nothing. */
export function largest(values: Float64Array): number {
  if (values.length === 0) return NaN;
  let most = -Infinity;
  for (let k = 0; k < values.length; k += 1) if (values[k] > most) most = values[k];
  return most;
}

/** Smallest value; NaN of nothing. */
export function smallest(values: Float64Array): number {
  if (values.length === 0) return NaN;
  let least = Infinity;
  for (let k = 0; k < values.length; k += 1) if (values[k] < least) least = values[k];
  return least;
}

/** Sum of the gains and of the losses (positive), and how many of each. */
export function splitGains(values: Float64Array): {
  gains: number;
  losses: number;
  winners: number;
  losers: number;
} {
  let gains = 0;
  let losses = 0;
  let winners = 0;
  let losers = 0;
  for (let k = 0; k < values.length; k += 1) {
    if (values[k] > 0) {
      gains += values[k];
      winners += 1;
    } else if (values[k] < 0) {
      losses -= values[k];
      losers += 1;
    }
  }
  return { gains, losses, winners, losers };
}
