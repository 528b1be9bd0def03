import type { Metric } from './metric.js';
import { smallest } from './statistics.js';

/** Smallest return of a closed trade, percent. */
export const worstTradePct: Metric = {
  key: 'worst_trade_pct',
  compute: ({ input }) => smallest(input.trades.returns) * 100,
  undefinedWhen: 'no trade was closed',
};
