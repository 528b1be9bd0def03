import type { Metric } from './metric.js';

/** Paid for holding shorts, money. */
export const costBorrow: Metric = {
  key: 'cost_borrow',
  compute: ({ input }) => input.costs.borrow,
};
