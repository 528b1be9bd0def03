import type { Metric } from './metric.js';
import { ceilToBarUnit } from './bar-period.js';

/** Mean length of the drawdown periods, rounded up to the unit of a bar. */
export const avgDrawdownDurationSeconds: Metric = {
  key: 'avg_drawdown_duration_seconds',
  compute: ({ drawdowns, barPeriodMs }) =>
    ceilToBarUnit(drawdowns.lengthSumMs / drawdowns.count, barPeriodMs) / 1000,
  undefinedWhen: 'equity never fell below a top',
};
