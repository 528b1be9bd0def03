import type { Metric } from './metric.js';

/** Mean depth of the drawdown periods, percent, less than zero. */
export const avgDrawdownPct: Metric = {
  key: 'avg_drawdown_pct',
  compute: ({ drawdowns }) => 0 - (drawdowns.depthSum / drawdowns.count) * 100,
  undefinedWhen: 'equity never fell below a top',
};
