import type { Metric } from './metric.js';
import { ceilToBarUnit } from './bar-period.js';

/** Longest drawdown period, rounded up to the unit of a bar. */
export const maxDrawdownDurationSeconds: Metric = {
  key: 'max_drawdown_duration_seconds',
  compute: ({ drawdowns, barPeriodMs }) =>
    drawdowns.count === 0 ? NaN : ceilToBarUnit(drawdowns.longestMs, barPeriodMs) / 1000,
  undefinedWhen: 'equity never fell below a top',
};
