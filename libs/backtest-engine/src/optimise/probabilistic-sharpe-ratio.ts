import { normalCdf } from './normal-distribution.js';
import type { SharpeMoments } from '../metrics/return-moments.js';

/**
 * Probability that the true Sharpe ratio is above `benchmark` (not annualised, like that of the moments):
 * Φ[ (SR - SR*) √(T - 1) / √(1 - γ₃ SR + (γ₄ - 1)/4 SR²) ].
 * Source: Bailey and López de Prado, The Sharpe Ratio Efficient Frontier, Journal of Risk 15 (2012).
 */
export function computeProbabilisticSharpe(moments: SharpeMoments, benchmark = 0): number {
  const { count, sharpe } = moments;
  return normalCdf(((sharpe - benchmark) * Math.sqrt(count - 1)) / Math.sqrt(varianceFactor(moments)));
}

/** 1 - γ₃ SR + (γ₄ - 1)/4 SR²: by how much the variance of an estimated Sharpe ratio differs from 1 / (T - 1). */
export function varianceFactor({ sharpe, skewness, kurtosis }: Omit<SharpeMoments, 'count'>): number {
  return 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe;
}
