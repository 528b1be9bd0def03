import type { Metric } from './metric.js';
import { ceilToBarUnit } from './bar-period.js';
import { tradeDurations } from './trade-durations.js';

/** Mean time from entry to exit, rounded up to the unit of a bar. */
export const avgTradeDurationSeconds: Metric = {
  key: 'avg_trade_duration_seconds',
  compute: (run) => ceilToBarUnit(tradeDurations(run).sumMs / run.trades, run.barPeriodMs) / 1000,
  undefinedWhen: 'no trade was closed',
};
