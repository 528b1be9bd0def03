import type { RunFacts } from './run-facts.js';
import { geometricMean } from './statistics.js';

/** (1 + g)^A - 1, a fraction. */
export function annualReturn(run: RunFacts): number {
  return growth(run) ** run.annualPeriods - 1;
}

/** √((var(q) + (1 + g)²)^A - (1 + g)^(2A)), a fraction. */
export function annualVolatility(run: RunFacts): number {
  return run.keep('annualVolatility', () => {
    const periods = run.annualPeriods;
    const spread = run.periodMoments.variance;
    // Both powers would differ by their rounding.
    if (spread === 0) return 0;
    return Math.sqrt((spread + growth(run) ** 2) ** periods - growth(run) ** (2 * periods));
  });
}

/** 1 + g. */
function growth(run: RunFacts): number {
  return run.keep('growth', () => 1 + geometricMean(run.periodReturns));
}
