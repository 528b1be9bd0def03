import type { Metric } from './metric.js';
import { mean } from './statistics.js';

/** Traded value / 2 / mean equity, per year: how often the account is turned over. */
export const turnover: Metric = {
  key: 'turnover',
  compute: ({ input, years }) => input.tradedValue / 2 / mean(input.equity) / years,
  undefinedWhen: 'the run has no duration',
};
