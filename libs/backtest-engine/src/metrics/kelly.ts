import type { Metric } from './metric.js';
import { splitGains } from './statistics.js';

/** w - (1 - w) / (mean gain / mean loss), w: share of winners (J. L. Kelly, 1956). */
export const kelly: Metric = {
  key: 'kelly',
  compute: ({ input, trades }) => {
    const { gains, losses, winners, losers } = splitGains(input.trades.pnl);
    if (winners === 0 || losers === 0) return NaN;
    const share = winners / trades;
    return share - (1 - share) / (gains / winners / (losses / losers));
  },
  undefinedWhen: 'there is no winner or no loser',
};
