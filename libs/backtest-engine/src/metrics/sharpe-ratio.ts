import type { Metric } from './metric.js';
import { sharpeRatioGeometric } from './sharpe-ratio-geometric.js';

/** mean(q) / std(q) × √A (W. F. Sharpe, The Sharpe Ratio, 1994, risk-free rate 0); with preset backtesting_py the geometric one. */
export const sharpeRatio: Metric = {
  key: 'sharpe_ratio',
  compute: (run) => {
    if (run.input.ratios === 'geometric') return sharpeRatioGeometric.compute(run);
    const { mean, variance } = run.periodMoments;
    return (mean / Math.sqrt(variance)) * Math.sqrt(run.annualPeriods);
  },
  undefinedWhen: 'returns do not vary',
};
