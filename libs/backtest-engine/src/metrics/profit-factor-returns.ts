import type { Metric } from './metric.js';
import { splitGains } from './statistics.js';

/** Sum of positive returns / sum of negative returns of closed trades (engine-semantics B). */
export const profitFactorReturns: Metric = {
  key: 'profit_factor_returns',
  compute: ({ input }) => {
    const { gains, losses } = splitGains(input.trades.returns);
    return gains / losses;
  },
  undefinedWhen: 'no trade lost',
};
