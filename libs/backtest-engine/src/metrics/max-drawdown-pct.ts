import type { Metric } from './metric.js';

/** Largest fall below the highest equity so far, percent, zero or less. */
export const maxDrawdownPct: Metric = {
  key: 'max_drawdown_pct',
  compute: ({ drawdowns }) => 0 - drawdowns.max * 100,
};
