import { mean } from './statistics.js';

/** What the statistics of Sharpe ratios need to know of a column of returns. Not annualised. */
export interface SharpeMoments {
  count: number;
  /** mean / standard deviation (sample); NaN where returns do not vary. */
  sharpe: number;
  /** Third standardised moment; 0 of a normal distribution. */
  skewness: number;
  /** Fourth standardised moment, not in excess: 3 of a normal distribution. */
  kurtosis: number;
}

export interface ReturnMoments extends SharpeMoments {
  mean: number;
  /** Sample variance; NaN of fewer than two. */
  variance: number;
}

/** Returns are differences from 1 and rounded to some 1e-16 of it: what varies less does not vary. */
const ROUNDING = 1e-28;

/** Moments about the mean; skewness and kurtosis divide by n, as in Bailey and López de Prado (2012). */
export function computeMoments(returns: Float64Array): ReturnMoments {
  const count = returns.length;
  const centre = mean(returns);
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let k = 0; k < returns.length; k += 1) {
    const deviation = returns[k] - centre;
    const square = deviation * deviation;
    second += square;
    third += square * deviation;
    fourth += square * square;
  }
  const spread = second / count;
  const isVaried = spread > ROUNDING;
  const variance = count < 2 ? NaN : isVaried ? second / (count - 1) : 0;
  if (!isVaried) return { count, mean: centre, variance, sharpe: NaN, skewness: NaN, kurtosis: NaN };
  return {
    count,
    mean: centre,
    variance,
    sharpe: centre / Math.sqrt(variance),
    skewness: third / count / spread ** 1.5,
    kurtosis: fourth / count / spread ** 2,
  };
}
