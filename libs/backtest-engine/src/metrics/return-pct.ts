import type { Metric } from './metric.js';

/** (last equity - first) / first, percent. */
export const returnPct: Metric = {
  key: 'return_pct',
  compute: ({ input, bars }) => ((input.equity[bars - 1] - input.equity[0]) / input.equity[0]) * 100,
};
