import { createHash } from 'node:crypto';
import { compileStrategy, type CompiledStrategy } from '#strategy';
import { drawBars, rowsOf, toSettings, type Drawn } from '../testing/drawn-run.js';
import { computeDataDigest, computeResultDigest } from './digest.js';
import { ENGINE_VERSION } from './engine-version.js';
import { runBacktest } from './run-backtest.js';
import { runCheckedBacktest } from './run-checked-backtest.js';
import type { RunHooks } from './run-hooks.js';

const closes = [100, 101, 103, 102, 99, 98, 101, 104, 106, 103, 100, 97, 99, 102, 105];
const bars = closes.map((close): Drawn => [close, close + 1, close - 1, close]);

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function compile(
  enter: string,
  exit: string,
  warmup: 'converged' | 'first_defined' = 'converged',
): CompiledStrategy {
  const document = { version: 1, name: 'test', symbols: ['X'], rules: { long: { enter, exit } } };
  const compiled = compileStrategy(document, { warmup });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return compiled.strategy;
}

const cross = compile('cross_up(close, sma(close,3))', 'cross_down(close, sma(close,3))');

describe('a compiled strategy', () => {
  it('runs as it is', () => {
    const outcome = runBacktest({ series: [drawBars(bars)], strategy: cross, request: toSettings({}) });
    expect(outcome).toMatchObject({ state: 'completed', barsDone: 15, barsTotal: 15 });
    expect(outcome.warmupBars).toBe(cross.warmupBars);
    expect(rowsOf(outcome.trades).map((trade) => [trade.entry_bar, trade.exit_bar])).toEqual([[7, 10]]);
  });

  it('starts where the run says, even before its own warm-up is over', () => {
    const recursive = compile('close > ema(close,3)', 'close < ema(close,3)');
    expect(recursive.warmupBars).toBeGreaterThan(closes.length);
    const request = toSettings({ execution: { warmupBars: 2 } });
    const outcome = runBacktest({ series: [drawBars(bars)], strategy: recursive, request });
    expect(outcome.warmupBars).toBe(2);
    expect(outcome.trades.length).toBeGreaterThan(0);
  });

  it('measures against a benchmark of its own dates', () => {
    const benchmark = drawBars([bars[0], bars[14]], 'B');
    const outcome = runBacktest({
      series: [drawBars(bars)],
      strategy: cross,
      request: toSettings({ execution: { warmupBars: 0 } }),
      benchmark,
    });
    expect(outcome.metrics.buy_and_hold_return_pct).toBeCloseTo(5, 10);
  });
});

describe('a run whose indicators take long', () => {
  const slow = compile('cross_up(close, sma(close,3))', 'close < median(close,2)');
  const input = { series: [drawBars(bars)], strategy: slow, request: toSettings({}) };

  it('tells which of them it computes, then its bars, and gives the same', () => {
    const told: string[] = [];
    const hooks: RunHooks = {
      everyBars: 100,
      isCancelled: () => false,
      onIndicator: (indicator, indicators) => told.push(`${indicator}/${indicators}`),
      onProgress: (done, total) => told.push(`bar ${done}/${total}`),
    };
    expect(runBacktest(input, hooks)).toEqual(runBacktest(input));
    expect([...new Set(told)]).toEqual(['1/2', '2/2', 'bar 0/15', 'bar 15/15']);
  });

  it('ends as cancelled before its first bar when it is cancelled there', () => {
    for (const run of [runBacktest, runCheckedBacktest]) {
      let computing = 0;
      const told: number[] = [];
      const outcome = run(input, {
        everyBars: 100,
        isCancelled: () => computing === 2,
        onIndicator: (indicator) => (computing = indicator),
        onProgress: (done) => told.push(done),
      });
      expect(outcome).toMatchObject({
        state: 'cancelled',
        barsDone: 0,
        barsTotal: 15,
        warmupBars: slow.warmupBars,
      });
      expect([outcome.equity.length, outcome.trades.length, outcome.orders.length]).toEqual([0, 0, 0]);
      expect(told).toEqual([]);
    }
  });

  it('passes on what goes wrong in them', () => {
    const hooks: RunHooks = {
      everyBars: 100,
      isCancelled: () => false,
      onIndicator: () => {
        throw new RangeError('of its own');
      },
      onProgress: () => undefined,
    };
    expect(() => runBacktest(input, hooks)).toThrow('of its own');
  });
});

describe('digests', () => {
  const series = drawBars(bars);
  const settings = toSettings({});
  const outcome = runBacktest({ series: [series], strategy: cross, request: settings });
  const parts = {
    strategyHash: cross.strategyHash,
    engineVersion: ENGINE_VERSION,
    dataDigest: computeDataDigest([series], sha256),
    settings,
    outcome,
  };

  it('are equal for equal runs, whatever the order of members', () => {
    const again = runBacktest({ series: [drawBars(bars)], strategy: cross, request: settings });
    const turned = Object.fromEntries(Object.entries(settings).reverse());
    expect(computeResultDigest({ ...parts, settings: turned, outcome: again }, sha256)).toBe(
      computeResultDigest(parts, sha256),
    );
    expect(computeDataDigest([drawBars(bars)], sha256)).toBe(parts.dataDigest);
  });

  it('differ with any price, cost or version', () => {
    const other = drawBars(bars);
    other.volume[7] += 1;
    expect(computeDataDigest([other], sha256)).not.toBe(parts.dataDigest);
    const digests = [
      computeResultDigest(parts, sha256),
      computeResultDigest({ ...parts, engineVersion: 'other' }, sha256),
      computeResultDigest({ ...parts, settings: { ...settings, seed: 1 } }, sha256),
      computeResultDigest({ ...parts, outcome: { ...outcome, barsDone: 3 } }, sha256),
    ];
    expect(new Set(digests).size).toBe(4);
  });
});
