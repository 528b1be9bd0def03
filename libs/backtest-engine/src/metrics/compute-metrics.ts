import type { Fault } from '#domain';
import type { Metrics } from '../backtest-outcome.js';
import { METRICS } from './metric-table.js';
import { RunFacts, type MetricInput } from './run-facts.js';

/** The metrics of a run that ended before its first bar. */
export const UNDEFINED_METRICS: Metrics = Object.fromEntries(METRICS.map(({ key }) => [key, null]));

/** All metrics of a run; what is not defined is null and said in the warnings, once for each reason. */
export function computeMetrics(input: MetricInput): { metrics: Metrics; warnings: Fault[] } {
  const run = new RunFacts(input);
  const metrics: Record<string, number | null> = {};
  const undefinedBy = new Map<string, string[]>();
  for (const metric of METRICS) {
    const value = metric.compute(run);
    const isDefined = Number.isFinite(value);
    metrics[metric.key] = isDefined ? value : null;
    if (isDefined) continue;
    const reason = metric.undefinedWhen ?? 'its value is not finite';
    undefinedBy.set(reason, [...(undefinedBy.get(reason) ?? []), metric.key]);
  }
  const warnings = [...undefinedBy].map(([reason, keys]) => ({
    path: '/metrics',
    code: 'W_METRIC_UNDEFINED',
    message: `${keys.join(', ')}: not defined when ${reason}`,
  }));
  return { metrics, warnings };
}
