import { DEFAULT_COSTS, resolveExecution } from '#backtest-engine';

const cross = (a, b) => `(${a})[1] < (${b})[1] and ${a} > ${b}`;

/** SMA 10/20 stop-and-reverse with everything that there is, as a document of strategy.v1. */
export const document = {
  version: 1,
  name: 'SMA stop and reverse',
  symbols: ['WALK'],
  rules: {
    long: { enter: cross('sma(close,10)', 'sma(close,20)') },
    short: { enter: cross('sma(close,20)', 'sma(close,10)') },
  },
  sizing: { kind: 'equity', value: 1 },
};

export const cash = 1e9;

/** Whole units, fills at the next open, no costs: what the yardsticks do. */
export const request = {
  initialCapital: cash,
  seed: 1,
  costs: { ...DEFAULT_COSTS, commission: { ...DEFAULT_COSTS.commission, rate: 0 } },
  execution: resolveExecution('backtesting_py', { warmupBars: 19 }),
};
