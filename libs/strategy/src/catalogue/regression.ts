import { LOOK_ROWS, type KernelRun } from '../kernels/series-kernel.js';
import type { FunctionDefinition, SeriesFunction } from './function-definition.js';
import { bars, x } from './parameters.js';

/**
 * Least-squares line through the n values ending with each row against 0 … n - 1. Sums are taken of distances from
 * the newest value, afresh for each row: exact enough for any window, n steps per row.
 */
function line({
  outputs: [slope, residual, fit],
  inputs: [y],
  constants: [n],
  from,
  to,
  look,
}: KernelRun): void {
  const middle = (n - 1) / 2;
  const spread = (n * (n * n - 1)) / 12;
  for (let i = from + n - 1; i < to; i += 1) {
    if (i % LOOK_ROWS === 0) look();
    let sum = 0;
    let squares = 0;
    let products = 0;
    for (let k = 0; k < n; k += 1) {
      const distance = y[i - n + 1 + k] - y[i];
      sum += distance;
      squares += distance * distance;
      products += (k - middle) * distance;
    }
    const step = products / spread;
    const variation = squares - (sum * sum) / n;
    slope[i] = step;
    if (residual === undefined) continue;
    residual[i] = -sum / n - step * (n - 1 - middle);
    fit[i] = variation <= 0 ? NaN : (step * products) / variation;
  }
}

const base = {
  kind: 'series',
  parameters: [x, bars('n', undefined, 2)],
  result: 'num',
  lookBack: ([n]: readonly number[]) => n - 1,
  work: ([n]: readonly number[]) => n,
  kernel: line,
} as const;

export const slope: SeriesFunction = {
  ...base,
  name: 'slope',
  family: 'series',
  summary: 'Slope of the least-squares line, per bar.',
  formula: 'covariance of x with the bar number over variance of the bar number, over n bars',
  source: 'TA-Lib LINEARREG_SLOPE',
};

export const ols: SeriesFunction = {
  ...base,
  name: 'ols',
  family: 'multi',
  outputs: ['slope', 'resid', 'r2'],
  summary:
    'Least-squares line through n bars: slope per bar, distance of this bar from the line, share explained.',
  formula: 'slope as of slope(x, n); resid = x - line at this bar; r2 = 1 - residual / total sum of squares',
  source: 'TA-Lib LINEARREG',
};

/** Sums over a window of two inputs' distances from their newest values. */
function pairSums(
  x1: Float64Array,
  x2: Float64Array,
  i: number,
  n: number,
): [xx: number, yy: number, xy: number] {
  let [sx, sy, xx, yy, xy] = [0, 0, 0, 0, 0];
  for (let k = i - n + 1; k <= i; k += 1) {
    const dx = x1[k] - x1[i];
    const dy = x2[k] - x2[i];
    sx += dx;
    sy += dy;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return [xx - (sx * sx) / n, yy - (sy * sy) / n, xy - (sx * sy) / n];
}

const pair = {
  ...base,
  family: 'series',
  parameters: [{ name: 'y', type: 'series' }, x, bars('n', undefined, 2)],
} as const;

export const corr: SeriesFunction = {
  ...pair,
  name: 'corr',
  summary: 'Correlation over n bars; missing when one of the two does not change.',
  formula: "Pearson's: covariance(y, x) / (deviation(y) * deviation(x))",
  source: 'TA-Lib CORREL',
  kernel({ outputs: [out], inputs: [y, input], constants: [n], from, to, look }) {
    for (let i = from + n - 1; i < to; i += 1) {
      if (i % LOOK_ROWS === 0) look();
      const [yy, xx, xy] = pairSums(y, input, i, n);
      out[i] = yy > 0 && xx > 0 ? xy / Math.sqrt(yy * xx) : NaN;
    }
  },
};

export const beta: SeriesFunction = {
  ...pair,
  name: 'beta',
  summary: 'Slope of the least-squares line of y on x over n bars; missing when x does not change.',
  formula: 'covariance(y, x) / variance(x)',
  source: 'own; values as given, not their returns as in TA-Lib BETA',
  kernel({ outputs: [out], inputs: [y, input], constants: [n], from, to, look }) {
    for (let i = from + n - 1; i < to; i += 1) {
      if (i % LOOK_ROWS === 0) look();
      const [, xx, xy] = pairSums(y, input, i, n);
      out[i] = xx > 0 ? xy / xx : NaN;
    }
  },
};

export const REGRESSIONS: readonly FunctionDefinition[] = [slope, ols, corr, beta];
