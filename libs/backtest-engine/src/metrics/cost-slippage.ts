import type { Metric } from './metric.js';

/** Slippage paid in fills, money. */
export const costSlippage: Metric = {
  key: 'cost_slippage',
  compute: ({ input }) => input.costs.slippage,
};
