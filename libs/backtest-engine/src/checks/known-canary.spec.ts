import { bindStrategy, compileStrategy, type CompiledStrategy, type KnownRows } from '#strategy';
import { toSettings } from '../../testing/drawn-run.js';
import { drawWalk } from '../../testing/random-walk.js';
import { computeDataDigest } from '../digest.js';
import { explainBar } from '../explain/explain-bar.js';
import { PreparedRun } from '../prepared-run.js';
import { runPrepared, WHOLE_RUN } from '../run-backtest.js';
import { runCanary, type Canary } from './canary.js';

const DAY = 86_400_000;
const SERIES = drawWalk(600, 5);

/** A value every thirty days that is published a fortnight after the day that it is about. */
const ROWS: KnownRows = {
  source: 'macro',
  subject: 'RATE',
  length: 20,
  publishedAt: Float64Array.from({ length: 20 }, (_, k) => SERIES.openTime[0] + (k * 30 + 14) * DAY),
  row: Int32Array.from({ length: 20 }, (_, k) => k),
  columns: {
    period: Float64Array.from({ length: 20 }, (_, k) => SERIES.openTime[0] + k * 30 * DAY),
    value: Float64Array.from({ length: 20 }, (_, k) => 3 + Math.sin(k)),
  },
};

function compile(): CompiledStrategy {
  const outcome = compileStrategy(
    {
      version: 1,
      name: 'rates',
      symbols: ['X'],
      rules: { long: { enter: "macro('RATE') > 3 and close > open", exit: "macro('RATE') < 3" } },
    },
    { warmup: 'first_defined' },
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
  return outcome.strategy;
}

const input = { series: [SERIES], known: [ROWS], strategy: compile(), request: toSettings({ capital: 1e6 }) };

function check(bind: typeof bindStrategy): Canary {
  const run = new PreparedRun(input, bind);
  return runCanary(run, runPrepared(run, WHOLE_RUN).simulation);
}

/** Reads rows as if each were published at another time. */
const publishedAt =
  (at: (rows: KnownRows) => Float64Array): typeof bindStrategy =>
  (strategy, series, watch, known = []) =>
    bindStrategy(
      strategy,
      series,
      watch,
      known.map((rows) => ({ ...rows, publishedAt: at(rows) })),
    );

describe('a strategy that reads what was known', () => {
  it('trades, and the canary is silent', () => {
    const { outcome } = runPrepared(new PreparedRun(input), WHOLE_RUN);
    expect(outcome.trades.length).toBeGreaterThan(2);
    expect(check(bindStrategy)).toMatchObject({ clean: true, checked: 16 });
  });

  it.each([
    [
      'from the day that a value is about',
      publishedAt(({ publishedAt: at }) => at.map((time) => time - 14 * DAY)),
    ],
    ['a release too early', publishedAt(({ publishedAt: at }) => at.map((_, k) => at[Math.max(0, k - 1)]))],
    ['from the beginning', publishedAt(({ publishedAt: at }) => at.map(() => 0))],
  ])('makes it sing when rows are known %s', (_, bind) => {
    expect(check(bind).clean).toBe(false);
  });

  it('is explained with the values as they were known', () => {
    const at = (bar: number) => explainBar(input, 'X', SERIES.openTime[bar]).rules[0].tree.args[0].args[0];
    // The bar of the day closes as the next one begins.
    expect(at(12)).toEqual({ text: "macro('RATE')", value: null, args: [] });
    expect(at(13).value).toBe(3);
    expect(at(42).value).toBe(3);
    expect(at(43).value).toBe(3 + Math.sin(1));
  });

  it('has another data digest when a figure or the time of its publication differs', () => {
    const sha256 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
    const digest = (rows: readonly KnownRows[]): string => computeDataDigest([SERIES], sha256, rows);
    const figure = { ...ROWS, columns: { ...ROWS.columns, value: ROWS.columns.value.map((v) => v + 1e-9) } };
    const time = { ...ROWS, publishedAt: ROWS.publishedAt.map((at) => at + 1) };
    expect(digest([ROWS])).toBe(digest([{ ...ROWS }]));
    expect(new Set([[], [ROWS], [figure], [time]].map(digest)).size).toBe(4);
    expect(digest([])).toBe(computeDataDigest([SERIES], sha256));
  });
});
