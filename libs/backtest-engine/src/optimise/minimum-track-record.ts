import { normalQuantile } from './normal-distribution.js';
import { varianceFactor } from './probabilistic-sharpe-ratio.js';
import type { SharpeMoments } from '../metrics/return-moments.js';

/**
 * Returns that are needed until the probability that the true Sharpe ratio is above `benchmark` reaches `confidence`:
 * 1 + (1 - γ₃ SR + (γ₄ - 1)/4 SR²) (Φ⁻¹(confidence) / (SR - SR*))². Infinite where SR is not above it.
 * Source: Bailey and López de Prado, The Sharpe Ratio Efficient Frontier, Journal of Risk 15 (2012).
 */
export function computeMinimumTrackRecord(
  moments: Omit<SharpeMoments, 'count'>,
  benchmark = 0,
  confidence = 0.95,
): number {
  const { sharpe } = moments;
  if (sharpe <= benchmark) return Infinity;
  return 1 + varianceFactor(moments) * (normalQuantile(confidence) / (sharpe - benchmark)) ** 2;
}
