import { inSlices } from '../in-slices.js';
import { logChange } from './log-change.js';
import type { Metric } from './metric.js';
import type { RunFacts } from './run-facts.js';

/** cov(x, y) / var(y) with x, y the logarithmic changes of equity and benchmark over all bars (engine-semantics B). */
export const beta: Metric = {
  key: 'beta',
  compute: computeBeta,
  undefinedWhen: 'equity reached zero, the benchmark never changed its pace or there is only one bar',
};

export function computeBeta(run: RunFacts): number {
  return run.keep('beta', () => covarianceRatio(run.input.equity, run.input.benchmark));
}

/** Share of the squares of a benchmark's changes that is the rounding of their sums. */
const ROUNDING = 1e-13;

/** One pass; returns are small against their spread, so plain sums lose nothing. NaN where the benchmark rises evenly. */
function covarianceRatio(equity: Float64Array, benchmark: Float64Array): number {
  const count = equity.length - 1;
  const sums = new Float64Array(4);
  inSlices(1, count + 1, (from, to) => addProducts(sums, equity, benchmark, from, to));
  const [sumX, sumY, sumXY, sumYY] = sums;
  const spread = sumYY - (sumY * sumY) / count;
  return spread > ROUNDING * sumYY ? (sumXY - (sumX * sumY) / count) / spread : NaN;
}

/** Adds x, y, xy and yy of the bars from `from` to `to` to the sums. */
function addProducts(
  sums: Float64Array,
  equity: Float64Array,
  benchmark: Float64Array,
  from: number,
  to: number,
): void {
  let sumX = sums[0];
  let sumY = sums[1];
  let sumXY = sums[2];
  let sumYY = sums[3];
  let moneyBefore = equity[from - 1];
  let priceBefore = benchmark[from - 1];
  for (let bar = from; bar < to; bar += 1) {
    const money = equity[bar];
    const price = benchmark[bar];
    const x = logChange(money, moneyBefore);
    const y = logChange(price, priceBefore);
    sumX += x;
    sumY += y;
    sumXY += x * y;
    sumYY += y * y;
    moneyBefore = money;
    priceBefore = price;
  }
  sums[0] = sumX;
  sums[1] = sumY;
  sums[2] = sumXY;
  sums[3] = sumYY;
}
