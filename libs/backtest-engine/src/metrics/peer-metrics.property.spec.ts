import fc from 'fast-check';
import { computePlainMetrics, type PlainRun } from '../../testing/plain-metrics.js';
import { computeMetrics } from './compute-metrics.js';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const MONDAY = Date.UTC(2024, 0, 1);

/** Stamps of bars as markets have them, of any number. */
const GRIDS: Readonly<Record<string, (bar: number) => number>> = {
  'business days': (bar) => MONDAY + (Math.floor(bar / 5) * 7 + (bar % 5)) * DAY,
  'all days': (bar) => MONDAY + bar * DAY,
  weeks: (bar) => MONDAY + bar * 7 * DAY,
  'weeks by their Fridays': (bar) => MONDAY + (4 + bar * 7) * DAY,
  months: (bar) => Date.UTC(2019, bar, 1),
  'ends of months': (bar) => Date.UTC(2019, bar + 1, 0),
  years: (bar) => Date.UTC(1990 + bar, 0, 1),
  'hours of a session': (bar) => MONDAY + Math.floor(bar / 7) * DAY + (14.5 + (bar % 7)) * 60 * MINUTE,
  'hours without pause': (bar) => MONDAY + bar * 60 * MINUTE,
  'ninety minutes': (bar) => MONDAY + bar * 90 * MINUTE,
  'five minutes': (bar) => MONDAY + Math.floor(bar / 78) * DAY + (870 + (bar % 78) * 5) * MINUTE,
  minutes: (bar) => MONDAY + bar * MINUTE,
};

const change = fc.oneof(
  fc.integer({ min: -300, max: 310 }).map((points) => points / 10_000),
  fc.constant(0),
);

const scenario = fc.record({
  grid: fc.constantFrom(...Object.keys(GRIDS)),
  equity: fc.array(change, { maxLength: 150, size: 'max' }),
  closes: fc.infiniteStream(change),
  /** The bar from which on nothing is left; mostly none. */
  ruin: fc.oneof({ weight: 4, arbitrary: fc.constant(Infinity) }, fc.integer({ min: 1, max: 150 })),
  warmup: fc.integer({ min: 0, max: 20 }),
  trades: fc.array(
    fc.record({
      from: fc.double({ min: 0, max: 0.999, noNaN: true }),
      to: fc.double({ min: 0, max: 0.999, noNaN: true }),
      pnl: fc.integer({ min: -500, max: 500 }),
      return: fc.integer({ min: -1050, max: 900 }).map((points) => points / 1000),
    }),
    { maxLength: 12 },
  ),
});

function toRun(given: typeof scenario extends fc.Arbitrary<infer T> ? T : never): PlainRun {
  const { grid, ruin, warmup } = given;
  const walk = (changes: readonly number[], start: number): number[] =>
    changes.reduce((values, one) => [...values, values[values.length - 1] * (1 + one)], [start]);
  const equity = walk(given.equity, 10_000).map((value, bar) => (bar >= ruin ? 0 : value));
  const closes = walk([...given.closes.take(given.equity.length)], 50);
  const { length } = equity;
  const trades = given.trades.map(({ from, to, ...trade }) => {
    const bars = [Math.floor(from * length), Math.floor(to * length)].sort((left, right) => left - right);
    return { ...trade, entryBar: bars[0], exitBar: bars[1], commission: 1.5 };
  });
  return { times: equity.map((_, bar) => GRIDS[grid](bar)), equity, closes, warmup, trades };
}

describe('the metrics of preset backtesting_py', () => {
  it('are what part B says, of any equity and trades on any bars', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const run = toRun(given);
        const { metrics } = computeMetrics({
          times: Float64Array.from(run.times),
          equity: Float64Array.from(run.equity),
          benchmark: Float64Array.from(run.closes),
          warmupBars: run.warmup,
          trades: {
            entryBar: Int32Array.from(run.trades, ({ entryBar }) => entryBar),
            exitBar: Int32Array.from(run.trades, ({ exitBar }) => exitBar),
            pnl: Float64Array.from(run.trades, ({ pnl }) => pnl),
            returns: Float64Array.from(run.trades, (trade) => trade.return),
            commission: Float64Array.from(run.trades, ({ commission }) => commission),
          },
          costs: { commission: 0, spread: 0, slippage: 0, borrow: 0 },
          tradedValue: 0,
          ratios: 'geometric',
        });
        for (const [key, value] of Object.entries(computePlainMetrics(run))) {
          const found = metrics[key];
          if (found === null || !Number.isFinite(value)) {
            expect([key, found]).toEqual([key, Number.isFinite(value) ? value : null]);
          } else if (Math.abs(found - value) > 1e-9 * Math.max(1e-3, Math.abs(value))) {
            expect([key, found]).toEqual([key, value]);
          }
        }
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});
