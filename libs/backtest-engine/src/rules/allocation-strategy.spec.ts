import fc from 'fast-check';
import { BarkeepError, toBarSeries, type BarSeries } from '#domain';
import { compileStrategy, type CompiledAllocation, type CompiledStrategy } from '#strategy';
import { drawBars, rowsOf, toSettings, type Drawn, type DrawnWorld } from '../../testing/drawn-run.js';
import type { BacktestOutcome } from '../backtest-outcome.js';
import { runBacktest } from '../run-backtest.js';

interface Plan {
  due?: string;
  where?: string;
  rank?: string;
  weights?: string;
  sizing?: object;
  limits?: object;
  rest?: Partial<CompiledAllocation>;
}

/** An allocation made of the expressions of a document with rules, each in a slot of its type. */
function compile(symbols: readonly string[], plan: Plan): CompiledStrategy {
  const { due = 'close > 0', where = 'close > 0', rank = 'close', weights = '1', sizing, limits } = plan;
  const order = { kind: 'stop_limit', price: rank, limit: weights };
  const rules = { long: { enter: due, exit: where, order } };
  const compiled = compileStrategy(
    { version: 1, name: 'test', symbols, rules, ...(sizing && { sizing }), ...(limits && { limits }) },
    { warmup: 'first_defined' },
  );
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  const { long } = compiled.strategy.rules!;
  const allocate: CompiledAllocation = {
    due: long!.enter,
    where: plan.where === undefined ? undefined : long!.exit,
    rank: plan.rank === undefined ? undefined : long!.order.price,
    weights: plan.weights === undefined ? undefined : long!.order.limit,
    band: 0,
    maxWeight: 1,
    ...plan.rest,
  };
  return { ...compiled.strategy, rules: undefined, allocate };
}

const at = (close: number): Drawn => [close, close, close, close];

function series(symbol: string, closes: readonly number[], firstDay = 0): BarSeries {
  return drawBars(closes.map(at), symbol, firstDay);
}

function run(bars: readonly BarSeries[], plan: Plan, world: DrawnWorld = {}): BacktestOutcome {
  const traded = bars.map(({ symbol }) => symbol).filter((symbol) => symbol !== plan.rest?.rest);
  const execution = { warmupBars: 0, ...world.execution };
  return runBacktest({
    series: bars,
    strategy: compile(traded, plan),
    request: toSettings({ ...world, execution }),
  });
}

function fills(outcome: BacktestOutcome): (string | number)[][] {
  return rowsOf(outcome.orders)
    .filter(({ status }) => status === 'filled')
    .map(({ symbol, filled_bar: bar, filled_size: size }) => [bar, symbol, size]);
}

const flat = [100, 100, 100, 100, 100, 100];

describe('an allocation', () => {
  it('gives equal parts to all at the due bar, filled at the next open', () => {
    const outcome = run([series('A', flat), series('B', flat)], { due: 'day_of_month == 2' });
    expect(fills(outcome)).toEqual([
      [2, 'A', 5],
      [2, 'B', 5],
    ]);
    expect(rowsOf(outcome.openTrades)[0]).toMatchObject({ symbol: 'A', entry_reason: 'rebalance' });
  });

  it('holds the best by rank, and sells what fell out before it buys what came in', () => {
    const outcome = run(
      [series('A', [10, 10, 12, 9, 9, 9]), series('B', [10, 10, 8, 10, 10, 10])],
      { rank: 'close', rest: { top: 1 } },
      { capital: 120 },
    );
    // At bar 1 both are equal and A is named first; at bar 3 B leads.
    expect(fills(outcome)).toEqual([
      [2, 'A', 10],
      [4, 'B', 9],
      [4, 'A', -10],
    ]);
    expect(rowsOf(outcome.trades)[0]).toMatchObject({ symbol: 'A', exit_reason: 'rebalance', exit_price: 9 });
  });

  it('weighs, limits each weight and puts the rest aside', () => {
    const outcome = run([series('A', flat), series('B', flat), series('SAFE', flat)], {
      due: 'day_of_month == 2',
      weights: 'close',
      where: 'close > 0',
      rest: { maxWeight: 0.3, rest: 'SAFE' },
    });
    expect(fills(outcome)).toEqual([
      [2, 'A', 3],
      [2, 'B', 3],
      [2, 'SAFE', 4],
    ]);
  });

  it('puts everything aside when nothing passes', () => {
    const outcome = run([series('A', flat), series('SAFE', flat)], {
      due: 'day_of_month == 2',
      where: 'close > 200',
      rest: { rest: 'SAFE' },
    });
    expect(fills(outcome)).toEqual([[2, 'SAFE', 10]]);
  });

  it('trims what has grown and adds to what has shrunk', () => {
    const outcome = run(
      [series('A', [100, 100, 100, 200, 200, 200]), series('B', flat)],
      { due: 'day_of_month == 2 or day_of_month == 4' },
      { capital: 2000 },
    );
    // At bar 3: equity 3000, A 10 × 200, B 10 × 100.
    expect(fills(outcome)).toEqual([
      [2, 'A', 10],
      [2, 'B', 10],
      [4, 'B', 5],
      [4, 'A', -3],
    ]);
  });

  it('leaves alone what is within the band, but closes what is to be nothing', () => {
    const bars = [series('A', [100, 100, 100, 104, 104, 90]), series('B', flat)];
    const plan = { due: 'day_of_month >= 2', where: 'close > 95' };
    const outcome = run(bars, { ...plan, rest: { band: 0.9 } }, { capital: 1000 });
    expect(fills(outcome)).toEqual([]);
    const banded = run(bars, { ...plan, rest: { band: 0.05 } }, { capital: 1000 });
    expect(fills(banded).map(([bar]) => bar)).toEqual([2, 2]);
  });

  it('shrinks a purchase that the next open has made too dear', () => {
    const jump: Drawn[] = [at(100), at(100), [125, 125, 125, 125], at(125)];
    const outcome = run([drawBars(jump, 'A')], { due: 'day_of_month == 2' });
    expect(fills(outcome)).toEqual([[2, 'A', 8]]);
  });

  it('waits for a late listing and its warm-up', () => {
    const outcome = run([series('A', flat), series('B', [10, 10, 10], 3)], {
      due: 'close > 0',
      rank: '0 - close',
      rest: { top: 1 },
    });
    // B has its first decision on its second bar, which is bar 4 of the run.
    expect(fills(outcome)).toEqual([
      [2, 'A', 10],
      [5, 'B', 100],
      [5, 'A', -10],
    ]);
  });

  describe('with a holding that has no bar at the due time', () => {
    const late = (closes: readonly number[], missing: number): BarSeries =>
      toBarSeries(
        { symbol: 'B', timeframe: '1d', calendar: 'always', timeZone: 'UTC' },
        [...series('B', closes).openTime]
          .map((openTime, row) => ({ openTime, ...quote(closes[row]) }))
          .filter((_, row) => row !== missing),
        (time) => time + 86_400_000,
      );
    const quote = (close: number) => ({ open: close, high: close, low: close, close, volume: 1000 });

    it('keeps it as it is and gives out the rest', () => {
      const bars = [series('A', [100, 100, 100, 200, 200, 200]), late(flat, 3)];
      const outcome = run(bars, { due: 'day_of_month == 2 or day_of_month == 4' }, { capital: 2000 });
      // At bar 3 A is worth 2000 of 3000 and B 1000: nothing is left to give, nothing to sell.
      expect(fills(outcome)).toEqual([
        [2, 'A', 10],
        [2, 'B', 10],
      ]);
      expect(outcome.trades.length).toBe(0);
    });

    it('counts it among the best and its value as given out', () => {
      const bars = [series('A', [10, 10, 10, 10, 10, 10]), late([20, 20, 20, 20, 20, 5], 3)];
      const outcome = run(bars, { rank: 'close', rest: { top: 1 } }, { capital: 100 });
      // B leads until it has fallen behind A on a bar of its own.
      expect(fills(outcome)).toEqual([[2, 'B', 5]]);
      const both = run(bars, { due: 'day_of_month == 4', rest: { top: 2 } }, { capital: 100 });
      expect(fills(both)).toEqual([[4, 'A', 10]]);
    });

    it('lets the order that it waits with stand', () => {
      const bars = [series('A', [10, 10, 10, 10, 10, 10]), late([20, 20, 5, 5, 5, 5], 3)];
      const outcome = run(bars, { rank: 'close', rest: { top: 1 } }, { capital: 100 });
      expect(fills(outcome).map(([bar, symbol]) => [bar, symbol])).toEqual([
        [2, 'B'],
        [4, 'B'],
        [5, 'A'],
      ]);
    });

    it('sells what money is put aside in at its next bar, since others take its place', () => {
      const bars = [series('A', [10, 10, 10, 30, 30, 30]), late([20, 20, 20, 20, 20, 20], 3)];
      const outcome = run(bars, { where: 'close > 20', rest: { rest: 'B' } }, { capital: 100 });
      expect(fills(outcome)).toEqual([
        [2, 'B', 5],
        [4, 'A', 3],
        [4, 'B', -5],
      ]);
    });
  });

  it('leaves nothing of a holding that it sells whole, whatever it was bought in', () => {
    const closes = fc.array(fc.double({ min: 1, max: 500, noNaN: true }), { minLength: 8, maxLength: 12 });
    fc.assert(
      fc.property(closes, closes, (a, b) => {
        const days = Math.min(a.length, b.length);
        const outcome = run(
          [series('A', a.slice(0, days)), series('B', b.slice(0, days))],
          { where: `day_of_month < ${days - 1}` },
          { capital: 1000, execution: { wholeUnits: false } },
        );
        expect(outcome.trades.length).toBeGreaterThan(1);
        expect(rowsOf(outcome.openTrades)).toEqual([]);
      }),
      { numRuns: 200, seed: 20240101 },
    );
  });

  it('leaves out what can not be ranked or weighed', () => {
    const plan = { due: 'day_of_month == 4', rank: 'sma(close,2)', weights: 'log(close - 100)' };
    const outcome = run([series('A', flat), series('B', [300, 300, 300, 300, 300, 300])], plan);
    expect(fills(outcome).map(([, symbol]) => symbol)).toEqual(['B']);
  });

  it('gives out the part of the equity that the sizing names, at most max_gross', () => {
    const half = run([series('A', flat)], {
      due: 'day_of_month == 2',
      sizing: { kind: 'equity', value: 0.5 },
    });
    expect(fills(half)).toEqual([[2, 'A', 5]]);
    const gross = run([series('A', flat)], { due: 'day_of_month == 2', limits: { max_gross: 0.2 } });
    expect(fills(gross)).toEqual([[2, 'A', 2]]);
  });

  it('reads the position where an expression asks for it', () => {
    const outcome = run([series('A', flat), series('B', flat)], {
      due: 'day_of_month >= 2',
      rank: 'if(in_position, 1, 0)',
      rest: { top: 1 },
    });
    expect(fills(outcome)).toEqual([[2, 'A', 10]]);
  });

  it('refuses sizes that are no fraction of the equity, and symbols without bars', () => {
    const sizing = { kind: 'qty', value: 1 };
    expect(() => run([series('A', flat)], { sizing })).toThrow(BarkeepError);
    const strategy = compile(['A'], { rest: { rest: 'B' } });
    const input = { series: [series('A', flat)], strategy, request: toSettings({}) };
    expect(() => runBacktest(input)).toThrow('There are no bars of B');
  });
});

describe('many instruments', () => {
  it('cost in proportion to their number and share one timeline', () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      series(
        `S${index}`,
        Array.from({ length: 60 }, (_, day) => 50 + ((day * (index + 3)) % 17)),
        index % 3,
      ),
    );
    const outcome = run(many, { rank: 'roc(close,5)', rest: { top: 5 } }, { capital: 100_000 });
    expect(outcome.barsTotal).toBe(62);
    expect(outcome.trades.length).toBeGreaterThan(40);
    const again = run(many, { rank: 'roc(close,5)', rest: { top: 5 } }, { capital: 100_000 });
    expect(again).toEqual(outcome);
  });
});
