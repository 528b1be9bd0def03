import type { Metric } from './metric.js';

/** Time of the last bar, UTC milliseconds. */
export const end: Metric = {
  key: 'end',
  compute: ({ input, bars }) => input.times[bars - 1],
};
