import type { Metric } from './metric.js';
import { annualVolatility } from './annualised.js';

/** √((var(q) + (1 + g)²)^A - (1 + g)^(2A)) in percent: the volatility of compounded returns (engine-semantics B). */
export const volatilityAnnPct: Metric = {
  key: 'volatility_ann_pct',
  compute: (run) => annualVolatility(run) * 100,
  undefinedWhen: 'there are fewer than two period returns',
};
