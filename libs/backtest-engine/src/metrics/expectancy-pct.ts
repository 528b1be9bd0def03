import type { Metric } from './metric.js';
import { mean } from './statistics.js';

/** Mean return of closed trades, percent. */
export const expectancyPct: Metric = {
  key: 'expectancy_pct',
  compute: ({ input }) => mean(input.trades.returns) * 100,
  undefinedWhen: 'no trade was closed',
};
