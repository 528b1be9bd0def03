import { toMetricsTable } from './metrics-table.js';
import { toSparkline } from './sparkline.js';

/** What the summary of a run is made of. */
export interface BacktestReport {
  title: string;
  metrics: Readonly<Record<string, unknown>>;
  equity: ArrayLike<number>;
  warnings: readonly { code: string; message: string }[];
}

const SPARKLINE_WIDTH = 72;

/** The summary of a run for a person: what, metrics, how the equity went, and what was remarkable. */
export function toBacktestReport({ title, metrics, equity, warnings }: BacktestReport): string {
  return [
    title,
    toMetricsTable(metrics),
    `Equity ${toSparkline(equity, SPARKLINE_WIDTH)}`,
    ...warnings.map(({ code, message }) => `${code}: ${message}`),
  ].join('\n');
}
