import type { Metric } from './metric.js';
import { ceilToBarUnit } from './bar-period.js';
import { tradeDurations } from './trade-durations.js';

/** Longest time from entry to exit, rounded up to the unit of a bar. */
export const maxTradeDurationSeconds: Metric = {
  key: 'max_trade_duration_seconds',
  compute: (run) => ceilToBarUnit(tradeDurations(run).longestMs, run.barPeriodMs) / 1000,
  undefinedWhen: 'no trade was closed',
};
