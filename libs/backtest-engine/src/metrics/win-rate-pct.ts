import type { Metric } from './metric.js';
import { splitGains } from './statistics.js';

/** Share of closed trades with a gain, percent. */
export const winRatePct: Metric = {
  key: 'win_rate_pct',
  compute: (run) => (splitGains(run.input.trades.pnl).winners / run.trades) * 100,
  undefinedWhen: 'no trade was closed',
};
