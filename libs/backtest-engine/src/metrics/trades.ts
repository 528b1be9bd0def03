import type { Metric } from './metric.js';

/** Closed trades; the parts of a trade closed in steps count one each. */
export const trades: Metric = {
  key: 'trades',
  compute: (run) => run.trades,
};
