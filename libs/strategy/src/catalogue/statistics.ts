import { rollingMoments } from '../kernels/rolling-moments.js';
import { countNotAbove, quantileOfSorted, sortedWindow } from '../kernels/sorted-window.js';
import { periodsPerYear } from '../kernels/periods-per-year.js';
import type { FunctionDefinition, SeriesFunction } from './function-definition.js';
import { overWindow } from './over-window.js';
import { bars, factor, x } from './parameters.js';

export const stdev: SeriesFunction = {
  ...overWindow,
  name: 'stdev',
  range: [0, Infinity],
  summary: 'Population standard deviation.',
  formula: 'square root of the mean squared distance from the mean of the n values ending with this bar',
  source: 'TA-Lib STDDEV',
  kernel({ outputs: [out], inputs: [input], constants: [n], from, to }) {
    rollingMoments(input, from, to, n, (row, _mean, squares) => {
      out[row] = Math.sqrt(squares / n);
    });
  },
};

export const zscore: SeriesFunction = {
  ...overWindow,
  name: 'zscore',
  parameters: [x, bars('n', undefined, 2)],
  summary: 'Distance from the mean in standard deviations; missing when all values are equal.',
  formula: '(x - sma(x, n)) / stdev(x, n)',
  source: 'own',
  kernel({ outputs: [out], inputs: [input], constants: [n], from, to }) {
    rollingMoments(input, from, to, n, (row, mean, squares) => {
      out[row] = squares === 0 ? NaN : (input[row] - mean) / Math.sqrt(squares / n);
    });
  },
};

export const volatility: SeriesFunction = {
  ...overWindow,
  name: 'volatility',
  parameters: [x, bars('n', undefined, 2)],
  range: [0, Infinity],
  summary: 'Annualised volatility of the returns of x, as a fraction.',
  formula: 'sample standard deviation of the n last x / x[1] - 1, times the root of the periods in a year',
  source: 'Hull, Options, Futures, and Other Derivatives, 15.4 (with simple returns)',
  lookBack: ([n]) => n,
  kernel({ outputs: [out], inputs: [input], constants: [n], from, to, series }) {
    const returns = new Float64Array(to - from);
    for (let i = 1; i < returns.length; i += 1) returns[i] = input[from + i] / input[from + i - 1] - 1;
    const scale = Math.sqrt(periodsPerYear(series) / (n - 1));
    rollingMoments(returns, 1, returns.length, n, (row, _mean, squares) => {
      out[from + row] = Math.sqrt(squares) * scale;
    });
  },
};

export const median: SeriesFunction = {
  ...overWindow,
  name: 'median',
  work: ([n]) => n / 8,
  summary: 'Median of a window.',
  formula: 'middle of the n sorted values, or the mean of the two middle ones',
  source: 'own',
  kernel(run) {
    const {
      outputs: [out],
      constants: [n],
    } = run;
    sortedWindow(run, n, (row, sorted) => {
      out[row] = quantileOfSorted(sorted, 0.5);
    });
  },
};

export const quantile: SeriesFunction = {
  ...overWindow,
  name: 'quantile',
  work: ([n]) => n / 8,
  parameters: [x, bars(), factor('q', undefined, 0, 1)],
  summary: 'Quantile of a window, q from 0 to 1.',
  formula: 'linear between the sorted values at q * (n - 1)',
  source: 'Hyndman and Fan (1996), type 7',
  kernel(run) {
    const {
      outputs: [out],
      constants: [n, q],
    } = run;
    sortedWindow(run, n, (row, sorted) => {
      out[row] = quantileOfSorted(sorted, q);
    });
  },
};

export const pctrank: SeriesFunction = {
  ...overWindow,
  name: 'pctrank',
  work: ([n]) => n / 8,
  parameters: [x, bars()],
  range: [0, 100],
  summary: 'How many of the n values before this one are not above it, in percent.',
  formula: '100 * count(x[k] <= x for k in 1 … n) / n',
  source: 'TradingView Pine v6 ta.percentrank',
  lookBack: ([n]) => n,
  kernel(run) {
    const {
      outputs: [out],
      inputs: [input],
      constants: [n],
    } = run;
    sortedWindow(run, n + 1, (row, sorted) => {
      out[row] = (100 * (countNotAbove(sorted, input[row]) - 1)) / n;
    });
  },
};

export const STATISTICS: readonly FunctionDefinition[] = [
  stdev,
  zscore,
  volatility,
  median,
  quantile,
  pctrank,
];
