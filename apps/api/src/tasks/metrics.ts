import type { TaskSummary } from '#jobs';
import { toIsoOrNull } from './instants.js';

const COST_PREFIX = 'cost_';

/** Metrics as the wire names them: `start` and `end` are instants, costs an object of their own. */
export function toMetrics(metrics: Readonly<Record<string, number | null>>): Record<string, unknown> {
  const wire: Record<string, unknown> = {};
  const costs: Record<string, number | null> = {};
  for (const [name, value] of Object.entries(metrics)) {
    if (name.startsWith(COST_PREFIX)) costs[name.slice(COST_PREFIX.length)] = value;
    else if (name === 'start' || name === 'end') wire[name] = toIsoOrNull(value);
    else wire[name] = value;
  }
  return { ...wire, costs };
}

/** What came of a task: a backtest's metrics as its result has them, and the figures of other jobs as they are. */
export function toWireSummary(summary: TaskSummary | null): TaskSummary | null {
  const metrics = summary?.metrics as Parameters<typeof toMetrics>[0] | undefined;
  return metrics ? { ...summary, metrics: toMetrics(metrics) } : summary;
}
