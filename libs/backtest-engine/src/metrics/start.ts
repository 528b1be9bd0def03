import type { Metric } from './metric.js';

/** Time of the first bar, UTC milliseconds. */
export const start: Metric = {
  key: 'start',
  compute: ({ input }) => input.times[0],
};
