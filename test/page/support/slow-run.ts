import { randomWalkCsv } from '../../e2e/support/random-walk.js';

/** Bars of one minute for a run that can be caught in the middle. */
export const SLOW_BARS = randomWalkCsv({
  bars: 500_000,
  seed: 3,
  start: '2020-01-01',
  stepMs: 60_000,
  daily: false,
});

/** Rules that hang on the open trade can't be computed ahead: seconds of work, bar by bar. */
export function slowRun(symbol: string): Record<string, unknown> {
  const exits = Array.from({ length: 100 }, (_, index) => `pnl_pct * ${index + 2} > 9${index}`);
  const stops = Array.from({ length: 12 }, (_, index) => ({
    kind: 'trail',
    distance: `${index + 3} * atr(20) + abs(pnl_pct) + abs(entry_price - close) / 9${index}`,
  }));
  return {
    strategy: {
      version: 1,
      name: 'Much to do',
      symbols: [symbol],
      rules: { long: { enter: 'close > open', exit: exits.join(' or '), stops } },
    },
    timeframe: '1m',
  };
}
