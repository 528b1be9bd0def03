import { normalQuantile } from './normal-distribution.js';
import { computeProbabilisticSharpe } from './probabilistic-sharpe-ratio.js';
import type { SharpeMoments } from '../metrics/return-moments.js';

const EULER_MASCHERONI = 0.5772156649015329;

/**
 * The highest Sharpe ratio to expect of `trials` strategies without any merit whose Sharpe ratios have that variance:
 * √V ((1 - γ) Φ⁻¹(1 - 1/N) + γ Φ⁻¹(1 - 1/(N e))); 0 for a single trial.
 * Source: Bailey and López de Prado, The Deflated Sharpe Ratio, Journal of Portfolio Management 40 (2014), equation 1.
 */
export function computeExpectedMaximumSharpe(trials: number, variance: number): number {
  if (trials < 2) return 0;
  const first = normalQuantile(1 - 1 / trials);
  const second = normalQuantile(1 - 1 / (trials * Math.E));
  return Math.sqrt(variance) * ((1 - EULER_MASCHERONI) * first + EULER_MASCHERONI * second);
}

/**
 * Probability that the best of `trials` has a true Sharpe ratio above what luck alone would give: its probabilistic
 * Sharpe ratio against the expected maximum. `variance` is that of the Sharpe ratios of the trials (not annualised).
 * Trials that resemble each other count in full, so the answer errs on the careful side.
 */
export function computeDeflatedSharpe(best: SharpeMoments, trials: number, variance: number): number {
  return computeProbabilisticSharpe(best, computeExpectedMaximumSharpe(trials, variance));
}
