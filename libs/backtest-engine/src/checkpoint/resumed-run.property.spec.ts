import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { BarSeries } from '#domain';
import { compileStrategy, type CompiledStrategy } from '#strategy';
import { drawHours } from '../../testing/drawn-hours.js';
import { drawBars, scripted, toSettings, type DrawnWorld } from '../../testing/drawn-run.js';
import { scenario, scriptOf, worldOf } from '../../testing/order-scenario.js';
import { drawWalk } from '../../testing/random-walk.js';
import { computeResultDigest } from '../digest.js';
import { ENGINE_VERSION } from '../engine-version.js';
import type { BacktestInput } from '../prepared-run.js';
import { runBacktest, WHOLE_RUN } from '../run-backtest.js';
import { runCheckedBacktest, type CheckedOutcome } from '../run-checked-backtest.js';
import { CLEAN_WORLDS } from '../testing/clean-runs.js';
import { RunTrail, type TrailPart } from './run-trail.js';
import { runInterrupted, type Interruptions } from '../testing/interrupted-run.js';

const DAY = 86_400_000;
const EXAMPLES = join(process.cwd(), 'examples', 'strategies');

const interruptions = (bars: number): fc.Arbitrary<Interruptions> =>
  fc.record({
    everyBars: fc.integer({ min: 1, max: Math.ceil(bars / 8) }),
    keptEvery: fc.integer({ min: 1, max: 3 }),
    kills: fc.array(fc.integer({ min: 1, max: bars }), { minLength: 1, maxLength: 3 }),
  });

function digestOf(outcome: CheckedOutcome, { request }: BacktestInput): string {
  const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const parts = { strategyHash: '', engineVersion: ENGINE_VERSION, dataDigest: '', outcome };
  return computeResultDigest({ ...parts, settings: request }, sha256);
}

function expectAlike(
  createInput: () => BacktestInput,
  when: Interruptions,
  run: typeof runCheckedBacktest = runBacktest,
): CheckedOutcome {
  const undisturbed = run(createInput());
  const { outcome } = runInterrupted(createInput, when, run);
  expect(outcome).toEqual(undisturbed);
  expect(digestOf(outcome, createInput())).toBe(digestOf(undisturbed, createInput()));
  return undisturbed;
}

function compile(document: object): CompiledStrategy {
  const compiled = compileStrategy({ version: 1, name: 'test', ...document }, { warmup: 'first_defined' });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return compiled.strategy;
}

describe('a run that is killed, and gone on with from what it kept', () => {
  it('comes to the same with orders of any kind, splits, dividends and margin calls', () => {
    fc.assert(
      fc.property(scenario, interruptions(25), (given, when) => {
        const world = worldOf(given);
        const series = [drawBars(given.bars)];
        const createInput = (): BacktestInput => ({
          ...{ series, actions: world.actions, request: toSettings(world) },
          strategy: scripted(scriptOf(given), { remember: () => null, recall: () => undefined }),
        });
        expectAlike(createInput, when);
      }),
      { numRuns: 200, seed: 20240101 },
    );
  });

  it('repeats only what it had not kept', () => {
    const strategy = compile({ symbols: ['X'], rules: { long: { enter: 'close > sma(close,3)' } } });
    const input = { series: [drawWalk(400, 7)], strategy, request: toSettings({}) };
    const when = { everyBars: 10, keptEvery: 3, kills: [14, 14, 13] };
    const repeated = runInterrupted(() => input, when, runBacktest).barsSimulated - 400;
    expect(repeated).toBeGreaterThan(0);
    expect(repeated).toBeLessThanOrEqual(3 * 3 * 10);
  });

  const classics = readdirSync(EXAMPLES);
  it.each(classics)('comes to the same with %s', (name) => {
    const strategy = compile(JSON.parse(readFileSync(join(EXAMPLES, name), 'utf8')) as object);
    fc.assert(
      fc.property(
        fc.constantFrom(...CLEAN_WORLDS),
        fc.integer({ min: 1, max: 99 }),
        interruptions(340),
        (world, seed, when) => {
          const series = strategy.dataSymbols.map((symbol, k) =>
            drawWalk(340 + 10 * k, 10 * seed + k, symbol, k % 3),
          );
          expectAlike(() => ({ series, strategy, request: toSettings({ capital: 1e6, ...world }) }), when);
        },
      ),
      { numRuns: 6, seed: 20240101 },
    );
  });
});

const lives = fc.array(
  fc.record({ from: fc.integer({ min: 0, max: 60 }), days: fc.integer({ min: 20, max: 120 }) }),
  { minLength: 3, maxLength: 5 },
);

const stop = fc.constantFrom<object>(
  { kind: 'stop', at: 'entry_price * 0.97' },
  { kind: 'target', at: 'entry_price * 1.03' },
  { kind: 'trail', distance: 'atr(5) * 2' },
  { kind: 'breakeven', when: 'pnl_pct > 1' },
  { kind: 'time', bars: 7 },
);
const sideOf = (direction: 1 | -1): fc.Arbitrary<object> =>
  fc.record(
    {
      enter: fc.constantFrom(
        ...(direction > 0
          ? ['close > sma(close,3)', 'x > 0 and roc(close,2) > 0']
          : ['close < sma(close,5)', 'x < 0']),
      ),
      exit: fc.constantFrom('bars_held > 4 and pnl_pct < 0', 'close < peak * 0.97', 'close > trough * 1.04'),
      stops: fc.uniqueArray(stop, { maxLength: 3 }),
      order: fc.constantFrom<object>(
        { kind: 'limit', price: 'close * 0.995', expire: 3 },
        { kind: 'stop', price: 'close * 1.01', expire: 2 },
        { kind: 'market' },
      ),
    },
    { requiredKeys: ['enter'] },
  );
const rules = fc.record({ long: sideOf(1), short: sideOf(-1) }, { requiredKeys: ['long'] });
const allocation = fc.record({
  every: fc.constantFrom('week_end', 'day'),
  where: fc.constantFrom('close > sma(close,4)', 'not in_position or close > peak * 0.95'),
  rank: fc.constant('roc(close,3)'),
  top: fc.integer({ min: 1, max: 3 }),
  band: fc.constantFrom(0, 0.05),
});
const legs = fc.constantFrom({
  long: {
    ...{ enter: 'a.close > ema(a.close,4)', exit: 'bars_held > 5 or pnl_pct < -1' },
    legs: [
      { symbol: 'a', weight: 1 },
      { symbol: 'b', weight: -0.5 },
    ],
  },
});
const document = fc.record({
  plan: fc.oneof(
    rules.map((given) => ({ rules: given })),
    allocation.map((allocate) => ({ allocate })),
    legs.map((given) => ({ rules: given })),
  ),
  share: fc.constantFrom(0.3, 0.6),
  limits: fc.record({
    pyramiding: fc.integer({ min: 1, max: 2 }),
    cooldown_bars: fc.integer({ min: 0, max: 2 }),
  }),
});
const worlds = fc.constantFrom<DrawnWorld>(
  ...CLEAN_WORLDS,
  { execution: { margin: 0.2, maintenanceMargin: 0.25 }, costs: { borrowRate: 0.05, cashRate: 0.02 } },
  {
    costs: {
      commission: {
        ...{ rate: 0, fixed: 0, perShare: 0, minimum: 0 },
        tiers: [
          { from: 0, rate: 0.01 },
          { from: 20_000, rate: 0.001 },
        ],
      },
    },
  },
);

describe('strategies of any kind on instruments that come and go', () => {
  it('come to the same when they are killed and gone on with', () => {
    let trades = 0;
    fc.assert(
      fc.property(
        lives,
        document,
        worlds,
        fc.boolean(),
        interruptions(160),
        (market, { plan, share, limits }, world, isRaw, when) => {
          const series: BarSeries[] = market.map(({ from, days }, k) => ({
            ...drawWalk(days, k + 1, `S${k}`, from),
            calendar: k % 2 === 0 ? 'always' : 'XNYS',
          }));
          const symbols = series.map(({ symbol }) => symbol);
          const isBasket = 'rules' in plan && 'legs' in plan.rules.long;
          const strategy = compile({
            ...(isBasket
              ? { symbols: { a: 'S0', b: 'S1' } }
              : { symbols, let: { x: 'close - ema(close,4)' } }),
            ...{ ...plan, sizing: { kind: 'equity', value: share } },
            limits: 'allocate' in plan ? {} : limits,
          });
          const used = series.filter(({ symbol }) => strategy.dataSymbols.includes(symbol));
          const actions = isRaw
            ? used
                .flatMap(({ symbol, openTime }) => [
                  { symbol, kind: 'split' as const, value: 2, at: openTime[9] },
                  { symbol, kind: 'dividend' as const, value: 1, at: openTime[15] + DAY / 2 },
                ])
                .sort((left, right) => left.at - right.at)
            : [];
          const request = toSettings({ capital: 10_000, ...world, adjust: isRaw ? 'raw' : 'split' });
          const createInput = (): BacktestInput => ({ series: used, strategy, request, actions });
          trades += expectAlike(createInput, when).trades.length;
        },
      ),
      { numRuns: 100, seed: 20240101 },
    );
    expect(trades).toBeGreaterThan(1_000);
  });
});

describe('the checks of a run', () => {
  const strategy = compile({
    symbols: ['X'],
    rules: {
      long: {
        enter: 'close > sma(close,3)',
        order: { kind: 'limit', price: 'close * 1.001', expire: 2 },
        stops: [
          { kind: 'stop', at: 'entry_price * 0.99' },
          { kind: 'target', at: 'entry_price * 1.01' },
        ],
      },
    },
  });
  const presets = fc.constantFrom('default', 'backtesting_py');

  it('are gone on with, too, where they simulate it again', () => {
    let best = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), presets, interruptions(120), (seed, preset, when) => {
        const world = { preset, execution: { finalizeTrades: true } } as const;
        const input = { series: [drawWalk(60, seed)], strategy, request: toSettings(world) };
        const { ambiguity } = expectAlike(() => input, when, runCheckedBacktest);
        if (ambiguity?.best !== ambiguity?.default) best += 1;
      }),
      { numRuns: 40, seed: 20240101 },
    );
    expect(best).toBeGreaterThan(10);
  });

  it('are gone on with where finer bars tell which of stop and target came first', () => {
    let told = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), interruptions(120), (seed, when) => {
        const { series, finer } = drawHours(60, seed);
        const request = toSettings({ execution: { drillDown: true } });
        const input = { series: [series], finer: [finer], strategy, request };
        const { ambiguity } = expectAlike(() => input, when, runCheckedBacktest);
        told += ambiguity?.resolved ?? 0;
      }),
      { numRuns: 40, seed: 20240101 },
    );
    expect(told).toBeGreaterThan(10);
  });

  it('find no number twice that took a simulation of its own', () => {
    const cross = compile({
      symbols: ['X'],
      rules: { long: { enter: 'close > sma(close,9)', exit: 'close < sma(close,9)' } },
    });
    const input = { series: [drawWalk(300, 3)], strategy: cross, request: toSettings({}) };
    const found: string[] = [];
    const parts: TrailPart[] = [];
    const begin = (mostFound: number): void => {
      const trail = new RunTrail(
        [...parts],
        () => true,
        (part) => parts.push(part),
      );
      const figure = trail.figure.bind(trail);
      trail.figure = (name, find) =>
        figure(name, () => {
          found.push(name);
          return find();
        });
      const isCancelled = (): boolean => found.length > mostFound;
      runCheckedBacktest(input, { ...WHOLE_RUN, everyBars: 100, isCancelled, trail });
    };
    begin(3);
    expect(found).toHaveLength(4);
    begin(Infinity);
    expect(found.length).toBeGreaterThan(6);
    // The one in which the first start was ended is found again.
    expect(found.length - new Set(found).size).toBe(1);
  });
});
