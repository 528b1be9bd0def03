import type { Metric } from './metric.js';

/** Highest equity, money. */
export const equityPeak: Metric = {
  key: 'equity_peak',
  compute: ({ drawdowns }) => drawdowns.highest,
};
