import type { Metric } from './metric.js';

/** Fees taken from cash, money. */
export const costCommission: Metric = {
  key: 'cost_commission',
  compute: ({ input }) => input.costs.commission,
};
