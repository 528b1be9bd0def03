import fc from 'fast-check';
import type { BarSeries } from '#domain';
import { compileStrategy } from '#strategy';
import { rowsOf, toSettings, type Row } from '../../testing/drawn-run.js';
import { drawWalk } from '../../testing/random-walk.js';
import { runBacktest } from '../run-backtest.js';

const DAY = 86_400_000;

/** Symbols that are listed and delisted on any day of a hundred. */
const market = fc
  .array(fc.record({ from: fc.integer({ min: 0, max: 80 }), days: fc.integer({ min: 2, max: 90 }) }), {
    minLength: 2,
    maxLength: 12,
  })
  .map((lives): BarSeries[] => lives.map(({ from, days }, k) => drawWalk(days, k + 1, `S${k}`, from)));

const documents = [
  {
    allocate: { every: 'week_end', rank: 'roc(close,3)', top: 3 },
    limits: { max_positions: 3, max_gross: 0.9 },
  },
  {
    rules: {
      long: { enter: 'close > sma(close,3)', exit: 'close < sma(close,3)' },
      short: { enter: 'roc(close,3) < -3', stops: [{ kind: 'stop', at: 'entry_price * 1.05' }] },
    },
    sizing: { kind: 'equity', value: 0.4 },
    limits: { max_positions: 4, max_gross: 0.8 },
  },
];

function run(series: readonly BarSeries[], document: object) {
  const symbols = series.map(({ symbol }) => symbol);
  const compiled = compileStrategy(
    { version: 1, name: 'test', symbols, ...document },
    { warmup: 'first_defined' },
  );
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  const commission = { rate: 0.001, fixed: 0, perShare: 0, minimum: 0 };
  const request = toSettings({ capital: 10_000, costs: { commission } });
  const outcome = runBacktest({ series, strategy: compiled.strategy, request });
  const equity = outcome.equity.columns.equity as Float64Array;
  return { outcome, equity, trades: rowsOf(outcome.trades), open: rowsOf(outcome.openTrades) };
}

const RUNS = { numRuns: 60, seed: 20240101 };
const anyRun = [market, fc.constantFrom(...documents)] as const;

describe('instruments that are listed late and delisted early', () => {
  it('leave an account whose equity is the capital, the profits and what is open', () => {
    fc.assert(
      fc.property(...anyRun, (series, document) => {
        const { trades, open, equity } = run(series, document);
        const sum = (rows: readonly Row[], of: (row: Row) => number) =>
          rows.reduce((total, row) => total + of(row), 0);
        const unrealised = sum(open, (row) => Number(row.unrealised_pnl) - Number(row.commission));
        expect(equity[equity.length - 1]).toBeCloseTo(
          10_000 + sum(trades, (row) => Number(row.pnl)) + unrealised,
          6,
        );
      }),
      RUNS,
    );
  });

  it('are traded on bars that they have, and not held after their last', () => {
    fc.assert(
      fc.property(...anyRun, (series, document) => {
        const { trades, open, outcome } = run(series, document);
        const barsOf = new Map(series.map(({ symbol, openTime }) => [symbol, new Set(openTime)]));
        for (const { symbol, entry_time: entered, exit_time: left } of trades) {
          expect(barsOf.get(String(symbol))?.has(Number(entered))).toBe(true);
          expect(barsOf.get(String(symbol))?.has(Number(left))).toBe(true);
        }
        const times = outcome.equity.columns.time as Float64Array;
        for (const { symbol } of open) {
          const { openTime, length } = series.find((one) => one.symbol === symbol)!;
          // One that lacks no more than its longest pause is late, not gone.
          expect(openTime[length - 1]).toBeGreaterThanOrEqual(times[times.length - 1] - DAY);
        }
      }),
      RUNS,
    );
  });

  it('never come to more positions than allowed, nor to more money at their entry', () => {
    fc.assert(
      fc.property(...anyRun, (series, document) => {
        const { trades, open, equity } = run(series, document);
        const all = [...trades, ...open];
        for (const { entry_bar: bar } of all) {
          const held = all.filter(
            (one) => Number(one.entry_bar) <= Number(bar) && !(Number(one.exit_bar) <= Number(bar)),
          );
          expect(new Set(held.map(({ symbol }) => symbol)).size).toBeLessThanOrEqual(
            document.limits.max_positions,
          );
          const entered = all.filter((one) => one.entry_bar === bar);
          const money = entered.reduce(
            (sum, one) => sum + Math.abs(Number(one.size)) * Number(one.entry_price),
            0,
          );
          expect(money).toBeLessThanOrEqual(document.limits.max_gross * equity[Number(bar) - 1] * (1 + 1e-9));
        }
      }),
      RUNS,
    );
  });
});
