import type { Metric } from './metric.js';
import { geometricMean } from './statistics.js';

/** Geometric mean of the returns of closed trades, percent; 0 when one lost everything. */
export const avgTradePct: Metric = {
  key: 'avg_trade_pct',
  compute: ({ input }) => geometricMean(input.trades.returns) * 100,
  undefinedWhen: 'no trade was closed',
};
