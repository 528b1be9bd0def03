/** For descriptions: a strategy.v1 document that runs on the demo prices. */
export const EXAMPLE_STRATEGY = {
  version: 1,
  name: 'SMA cross',
  symbols: ['AAPL'],
  rules: {
    long: {
      enter: 'cross_up(sma(close, 10), sma(close, 20))',
      exit: 'cross_down(sma(close, 10), sma(close, 20))',
    },
  },
};
