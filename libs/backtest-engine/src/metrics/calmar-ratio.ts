import type { Metric } from './metric.js';
import { annualReturn } from './annualised.js';

/** Annual return / largest drawdown (T. W. Young, 1991). */
export const calmarRatio: Metric = {
  key: 'calmar_ratio',
  compute: (run) => annualReturn(run) / run.drawdowns.max,
  undefinedWhen: 'equity never fell below a top',
};
