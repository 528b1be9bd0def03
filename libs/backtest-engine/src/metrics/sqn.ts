import type { Metric } from './metric.js';
import { mean, variance } from './statistics.js';

/** System quality number: √n × mean(pnl) / std(pnl) (V. K. Tharp, 2008). */
export const sqn: Metric = {
  key: 'sqn',
  compute: ({ input, trades }) =>
    (Math.sqrt(trades) * mean(input.trades.pnl)) / Math.sqrt(variance(input.trades.pnl)),
  undefinedWhen: 'there are fewer than two trades or all gained the same',
};
