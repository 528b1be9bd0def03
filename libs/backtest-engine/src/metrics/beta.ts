import type { Metric } from './metric.js';
import type { RunFacts } from './run-facts.js';

/** cov(x, y) / var(y) with x, y the logarithmic changes of equity and benchmark over all bars (engine-semantics B). */
export const beta: Metric = {
  key: 'beta',
  compute: computeBeta,
  undefinedWhen: 'equity reached zero, the benchmark never moved or there is only one bar',
};

export function computeBeta(run: RunFacts): number {
  return run.keep('beta', () => covarianceRatio(run.input.equity, run.input.benchmark));
}

/** One pass; returns are small against their spread, so plain sums lose nothing. */
function covarianceRatio(equity: Float64Array, benchmark: Float64Array): number {
  const count = equity.length - 1;
  let [sumX, sumY, sumXY, sumYY] = [0, 0, 0, 0];
  for (let bar = 1; bar <= count; bar += 1) {
    const x = logChange(equity[bar - 1], equity[bar]);
    const y = logChange(benchmark[bar - 1], benchmark[bar]);
    sumX += x;
    sumY += y;
    sumXY += x * y;
    sumYY += y * y;
  }
  return (sumXY - (sumX * sumY) / count) / (sumYY - (sumY * sumY) / count);
}

/** No logarithm where nothing moved; 0 / 0 stays undefined. */
function logChange(before: number, after: number): number {
  return before === after && after !== 0 ? 0 : Math.log(after / before);
}
