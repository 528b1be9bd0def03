import type { Metric } from './metric.js';
import { sum } from './statistics.js';

/** Sum of the commissions of closed trades, money; 0 with none. */
export const commissions: Metric = {
  key: 'commissions',
  compute: ({ input }) => sum(input.trades.commission),
};
