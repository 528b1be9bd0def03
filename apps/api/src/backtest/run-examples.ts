import { EXAMPLE_STRATEGY } from '../strategies/example-strategy.js';

/** Bodies that run as they stand on the demo prices. */
export const RUN_EXAMPLES = {
  'SMA cross on the demo prices': {
    value: {
      strategy: EXAMPLE_STRATEGY,
      timeframe: '1d',
      start_date: '2014-01-01',
      end_date: '2017-12-31',
      initial_capital: 10_000,
      costs: { commission: { rate: 0.002 } },
    },
  },
};
