import type { Metric } from './metric.js';

/** (last equity / first)^(1 / years) - 1, percent; a year has 365.25 days. */
export const cagrPct: Metric = {
  key: 'cagr_pct',
  compute: ({ input, bars, years }) => ((input.equity[bars - 1] / input.equity[0]) ** (1 / years) - 1) * 100,
  undefinedWhen: 'the run has no duration',
};
