const cross = (direction: string): string => `cross_${direction}(sma(close, fast), sma(close, slow))`;

/** A strategy with parameters that runs on the demo prices. */
const strategy = {
  version: 1,
  name: 'SMA cross',
  symbols: ['AAPL'],
  params: { fast: 10, slow: 20 },
  rules: { long: { enter: cross('up'), exit: cross('down') } },
};
const world = {
  strategy,
  timeframe: '1d',
  start_date: '2014-01-01',
  end_date: '2017-12-31',
  initial_capital: 10_000,
  costs: { commission: { rate: 0.002 } },
};
const params = { fast: { min: 5, max: 30, step: 5 }, slow: { min: 10, max: 70, step: 10 } };

/** Bodies that run as they stand on the demo prices. */
export const OPTIMISE_EXAMPLES = {
  'Grid over two averages': { value: { ...world, params, constraints: ['fast < slow'] } },
  'Random search': {
    value: {
      ...world,
      params: { fast: { min: 2, max: 60, step: 1 }, slow: { min: 10, max: 200, step: 1 } },
      ...{ method: 'random', max_trials: 200, constraints: ['fast * 2 <= slow'], objective: 'calmar_ratio' },
    },
  },
  'Walk-forward': {
    value: {
      ...world,
      params,
      ...{
        method: 'walk_forward',
        walk_forward: { folds: 4, mode: 'rolling', train_share: 0.75, purge_bars: 5 },
      },
    },
  },
};
