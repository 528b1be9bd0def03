/** Strict crossing, as the reference states it: touching is no cross. */
const strictCross = (a: string, b: string): string => `${a}[1] < ${b}[1] and ${a} > ${b}`;
const FAST = 'sma(close,10)';
const SLOW = 'sma(close,20)';

/** SMA 10/20, stop and reverse, as the reference run has it. */
export function smaCrossRun(symbol: string): Record<string, unknown> {
  return {
    strategy: {
      version: 1,
      name: 'SMA cross 10/20',
      symbols: [symbol],
      rules: { long: { enter: strictCross(FAST, SLOW) }, short: { enter: strictCross(SLOW, FAST) } },
      sizing: { kind: 'equity', value: 1 },
      limits: { exclusive: true },
    },
    timeframe: '1d',
    initial_capital: 10_000,
    costs: { commission: { rate: 0.002 } },
    execution: { preset: 'backtesting_py', warmup_bars: 19 },
  };
}

/** A run that has enough to do to be caught in the middle. */
export function longRun(symbol: string): Record<string, unknown> {
  const conditions = Array.from({ length: 60 }, (_, index) => `rsi(close,${index + 2}) < 99.9${index}`);
  return {
    strategy: {
      version: 1,
      name: 'Much to do',
      symbols: [symbol],
      rules: { long: { enter: conditions.join(' and '), exit: 'bars_held > 3 or pnl_pct > 1' } },
    },
    timeframe: '1m',
  };
}
