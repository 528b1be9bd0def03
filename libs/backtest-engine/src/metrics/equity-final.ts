import type { Metric } from './metric.js';

/** Equity at the last bar, money. */
export const equityFinal: Metric = {
  key: 'equity_final',
  compute: ({ input, bars }) => input.equity[bars - 1],
};
