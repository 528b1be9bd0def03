import { computeDeflatedSharpe, computeExpectedMaximumSharpe } from './deflated-sharpe-ratio.js';
import type { SharpeMoments } from '../metrics/return-moments.js';

const YEAR = 31_557_600_000;

/** All trials that were made of something: how many, and the variance of their Sharpe ratios per year. */
export interface TrialSpread {
  count: number;
  variance: number;
}

/** A span of time, UTC ms. */
interface Span {
  firstBar: number;
  lastBar: number;
}

/**
 * What luck alone gives in so many trials, and the deflated Sharpe ratio of one of them (not annualised), whatever the
 * length of the periods in which the others were measured. NaN where the returns do not vary.
 */
export function deflateAmong(
  moments: SharpeMoments,
  { firstBar, lastBar }: Span,
  { count, variance }: TrialSpread,
): { expectedMaximum: number; deflated: number } {
  const perYear = moments.count / Math.max(1 / YEAR, (lastBar - firstBar) / YEAR);
  const ownVariance = variance / perYear;
  return {
    expectedMaximum: computeExpectedMaximumSharpe(count, ownVariance),
    deflated: computeDeflatedSharpe(moments, count, ownVariance),
  };
}
