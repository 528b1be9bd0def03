import type { Metric } from './metric.js';
import { annualReturn } from './annualised.js';

/** mean(q) / √mean(min(q, 0)²) × √A (Sortino and Price, 1994, target 0); with preset backtesting_py the annual return takes the place of mean(q) × A. */
export const sortinoRatio: Metric = {
  key: 'sortino_ratio',
  compute: (run) => {
    const { periodReturns, periodMoments, annualPeriods } = run;
    let total = 0;
    for (let k = 0; k < periodReturns.length; k += 1) total += Math.min(periodReturns[k], 0) ** 2;
    const downside = Math.sqrt(total / periodReturns.length) * Math.sqrt(annualPeriods);
    const gain = run.input.ratios === 'geometric' ? annualReturn(run) : periodMoments.mean * annualPeriods;
    return gain / downside;
  },
  undefinedWhen: 'no period lost',
};
