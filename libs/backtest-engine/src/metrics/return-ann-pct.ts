import type { Metric } from './metric.js';
import { annualReturn } from './annualised.js';

/** (1 + g)^A - 1 in percent; g: geometric mean of the period returns, A: periods per year (engine-semantics B). */
export const returnAnnPct: Metric = {
  key: 'return_ann_pct',
  compute: (run) => annualReturn(run) * 100,
  undefinedWhen: 'there is only one period',
};
