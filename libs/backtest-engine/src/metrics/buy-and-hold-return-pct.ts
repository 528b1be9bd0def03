import type { Metric } from './metric.js';

/** Change of the close from the warm-up bar to the last one, percent, without costs. */
export const buyAndHoldReturnPct: Metric = {
  key: 'buy_and_hold_return_pct',
  compute: ({ input, bars }) => {
    const first = input.benchmark[input.warmupBars];
    return ((input.benchmark[bars - 1] - first) / first) * 100;
  },
  undefinedWhen: 'the warm-up is longer than the data',
};
