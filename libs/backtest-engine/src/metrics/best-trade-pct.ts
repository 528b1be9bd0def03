import type { Metric } from './metric.js';
import { largest } from './statistics.js';

/** Largest return of a closed trade, percent. */
export const bestTradePct: Metric = {
  key: 'best_trade_pct',
  compute: ({ input }) => largest(input.trades.returns) * 100,
  undefinedWhen: 'no trade was closed',
};
