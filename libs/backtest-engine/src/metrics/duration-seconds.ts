import type { Metric } from './metric.js';

/** End - start. */
export const durationSeconds: Metric = {
  key: 'duration_seconds',
  compute: (run) => run.durationMs / 1000,
};
