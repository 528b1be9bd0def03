import type { Metric } from './metric.js';
import { largest } from './statistics.js';

/** Highest equity, money. */
export const equityPeak: Metric = {
  key: 'equity_peak',
  compute: ({ input }) => largest(input.equity),
};
