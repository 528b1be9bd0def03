import type { Metric } from './metric.js';

/** Spread paid in fills, money. */
export const costSpread: Metric = {
  key: 'cost_spread',
  compute: ({ input }) => input.costs.spread,
};
