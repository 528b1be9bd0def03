import { randomWalkCsv } from '../../e2e/support/random-walk.js';

/** Bars of one minute for a run that can be caught in the middle. */
export const SLOW_BARS = randomWalkCsv({
  bars: 250_000,
  seed: 3,
  start: '2020-01-01',
  stepMs: 60_000,
  daily: false,
});

const GROUPS = 5;
const CONDITIONS = 90;

/**
 * Rules that hang on the account can't be computed ahead, and each of twelve stops goes through all of them: 0.1 ms a bar on a
 * machine that does nothing else, half a minute in all. Tests that look at it cancel it, so it may be as long as it likes.
 */
export function slowRun(symbol: string): Record<string, unknown> {
  const groups = Array.from({ length: GROUPS }, (_, group) => [
    `c${group}`,
    Array.from({ length: CONDITIONS }, (_, k) => `equity > ${group * CONDITIONS + k}`).join(' and '),
  ]);
  const all = groups.map(([name]) => name).join(' and ');
  const stops = Array.from({ length: 12 }, (_, index) => ({
    kind: 'trail',
    distance: `if(${all}, close * ${100 + index}, 1)`,
  }));
  return {
    strategy: {
      ...{ version: 1, name: 'Much to do', symbols: [symbol], let: Object.fromEntries(groups) as object },
      rules: { long: { enter: 'close > open', stops } },
      sizing: { kind: 'qty', value: 1 },
    },
    timeframe: '1m',
  };
}
