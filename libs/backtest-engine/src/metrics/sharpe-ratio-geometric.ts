import type { Metric } from './metric.js';
import { annualReturn, annualVolatility } from './annualised.js';

/** Annual return / annual volatility, both compounded (engine-semantics B). */
export const sharpeRatioGeometric: Metric = {
  key: 'sharpe_ratio_geometric',
  compute: (run) => annualReturn(run) / annualVolatility(run),
  undefinedWhen: 'returns do not vary',
};
