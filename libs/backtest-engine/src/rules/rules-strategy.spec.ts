import fc from 'fast-check';
import { BarkeepError, type BarSeries } from '#domain';
import { bindStrategy, compileStrategy, type CompiledStrategy } from '#strategy';
import {
  drawBars,
  runDrawn,
  toSettings,
  type Drawn,
  type DrawnRun,
  type DrawnWorld,
} from '../../testing/drawn-run.js';
import { runBacktest } from '../run-backtest.js';
import type { Strategy } from '../strategy.js';
import { RulesStrategy } from './rules-strategy.js';

type Document = Record<string, unknown>;

function compile(document: Document, symbols: readonly string[] = ['X']): CompiledStrategy {
  const compiled = compileStrategy(
    { version: 1, name: 'test', symbols, ...document },
    { warmup: 'first_defined' },
  );
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return compiled.strategy;
}

function toStrategy(compiled: CompiledStrategy, series: readonly BarSeries[]): Strategy {
  return new RulesStrategy(bindStrategy(compiled, new Map(series.map((one) => [one.symbol, one]))));
}

/** Runs a document on hand-drawn bars; its first decision is on bar 1. */
function run(document: Document, bars: readonly Drawn[], world: DrawnWorld = {}): DrawnRun {
  const series = [drawBars(bars)];
  const execution = { warmupBars: 0, ...world.execution };
  return runDrawn(series, toStrategy(compile(document), series), { ...world, execution });
}

/** A bar that closes there and goes a little around it. */
const at = (close: number): Drawn => [close, close + 1, close - 1, close];

const qty = (value: number) => ({ kind: 'qty', value });
const buyAt100 = { enter: 'close == 100 and not in_position' };

describe('rules on one instrument', () => {
  it('enter when flat and exit when told', () => {
    const { trades } = run(
      { rules: { long: { enter: 'close > 100', exit: 'close < 100' } }, sizing: qty(2) },
      [at(100), at(101), at(102), at(99), at(98), at(101), at(103)],
    );
    expect(trades).toHaveLength(1);
    expect(trades[0]).toMatchObject({
      size: 2,
      entry_bar: 2,
      exit_bar: 4,
      entry_reason: 'enter_long',
      exit_reason: 'exit',
    });
  });

  it('reverse in one decision when exclusive, which is the default', () => {
    const { trades, open } = run(
      { rules: { long: { enter: 'close > 100' }, short: { enter: 'close < 100' } }, sizing: qty(2) },
      [at(100), at(101), at(102), at(99), at(98)],
    );
    expect(trades.map(({ size, exit_bar, exit_reason }) => [size, exit_bar, exit_reason])).toEqual([
      [2, 4, 'reversal'],
    ]);
    expect(open.map(({ size, entry_bar }) => [size, entry_bar])).toEqual([[-2, 4]]);
  });

  it('net against the open position when not exclusive', () => {
    const { trades, open } = run(
      {
        rules: { long: { enter: 'close > 100' }, short: { enter: 'close < 100' } },
        sizing: qty(2),
        limits: { exclusive: false },
      },
      [at(100), at(101), at(102), at(99), at(98)],
    );
    expect(trades[0]).toMatchObject({ size: 2, exit_reason: 'netting' });
    expect(open).toEqual([]);
  });

  it('let the run decide over the strategy about exclusive orders', () => {
    const document = {
      rules: { long: { enter: 'close > 100' }, short: { enter: 'close < 100' } },
      sizing: qty(2),
    };
    const bars = [at(100), at(101), at(102), at(99), at(98)];
    expect(run(document, bars, { execution: { exclusiveOrders: false } }).open).toEqual([]);
  });

  it('act on a rule that is always true', () => {
    const { open } = run({ rules: { long: { enter: '1 == 1' } }, sizing: qty(1) }, [
      at(100),
      at(100),
      at(100),
      at(100),
    ]);
    expect(open.map(({ entry_bar }) => entry_bar)).toEqual([2]);
  });

  it('add to a position as far as pyramiding allows', () => {
    const { open } = run(
      { rules: { long: { enter: 'close > 100' } }, sizing: qty(1), limits: { pyramiding: 2 } },
      [at(100), at(101), at(102), at(103), at(104), at(105)],
    );
    expect(open.map(({ entry_bar }) => entry_bar)).toEqual([2, 3]);
  });

  it('hold off after an exit for the bars of the cooldown', () => {
    const bars = [at(100), at(101), at(102), at(99), at(101), at(101), at(101), at(101), at(101)];
    const document = { rules: { long: { enter: 'close > 100', exit: 'close < 100' } }, sizing: qty(1) };
    expect(run(document, bars).open[0].entry_bar).toBe(5);
    expect(run({ ...document, limits: { cooldown_bars: 2 } }, bars).open[0].entry_bar).toBe(8);
  });
});

describe('sizes of rules', () => {
  const rules = { long: { enter: 'close >= 100', stops: [{ kind: 'stop', at: 'entry_price - 5' }] } };
  const bars = [at(100), at(100), at(100), at(100)];

  it.each<[string, Document, number]>([
    ['all that can be bought', { kind: 'equity', value: 1 }, 10],
    ['half of it', { kind: 'equity', value: 0.5 }, 5],
    ['an amount of money', { kind: 'cash', value: 350 }, 3],
    ['units', { kind: 'qty', value: 4 }, 4],
    ['a share of the equity lost at the stop', { kind: 'risk', value: 0.02 }, 4],
  ])('buy %s', (_title, sizing, units) => {
    expect(run({ rules, sizing }, bars).open[0].size).toBe(units);
  });
});

describe('stops of rules', () => {
  const stops = (...list: Document[]) => ({ rules: { long: { ...buyAt100, stops: list } }, sizing: qty(1) });

  it('freeze stop and target from the real entry price', () => {
    const { open } = run(
      stops({ kind: 'stop', at: 'entry_price - 2' }, { kind: 'target', at: 'entry_price * 1.5' }),
      [at(99), at(100), at(104), at(105)],
    );
    expect(open[0]).toMatchObject({ entry_price: 104, stop: 102, target: 156 });
  });

  it('take the closest of several stops', () => {
    const { open } = run(stops({ kind: 'stop', at: '90' }, { kind: 'stop', at: '95' }), [
      at(99),
      at(100),
      at(104),
    ]);
    expect(open[0].stop).toBe(95);
  });

  it('read the columns of the decision bar, never those of the bar of the fill', () => {
    const { open } = run(stops({ kind: 'stop', at: 'low - 1' }), [at(99), at(100), [104, 130, 102, 120]]);
    expect(open[0].stop).toBe(98);
  });

  it('trail the closes and never step back', () => {
    const { trades } = run(stops({ kind: 'trail', distance: '5' }), [
      at(99),
      at(100),
      at(101),
      at(110),
      at(106),
      at(104),
    ]);
    expect(trades[0]).toMatchObject({ exit_bar: 4, exit_price: 105, stop: 105, exit_reason: 'stop' });
  });

  it('move to break even once the condition holds', () => {
    const { trades } = run(stops({ kind: 'breakeven', when: 'pnl_pct > 5' }), [
      at(99),
      at(100),
      at(100),
      at(103),
      at(107),
      at(102),
      at(99),
    ]);
    expect(trades[0]).toMatchObject({ entry_price: 100, exit_bar: 6, exit_price: 99 });
  });

  it('leave after a time at the market', () => {
    const { trades } = run(stops({ kind: 'time', bars: 2 }), [
      at(99),
      at(100),
      at(101),
      at(102),
      at(103),
      at(104),
      at(105),
    ]);
    expect(trades[0]).toMatchObject({ entry_bar: 2, exit_bar: 5, exit_price: 104, exit_reason: 'time' });
  });

  it('mirror for shorts', () => {
    const { trades } = run(
      { rules: { short: { ...buyAt100, stops: [{ kind: 'trail', distance: '5' }] } }, sizing: qty(1) },
      [at(99), at(100), at(99), at(90), at(94), at(98)],
    );
    expect(trades[0]).toMatchObject({ size: -1, exit_price: 95, exit_reason: 'stop' });
  });
});

describe('order slots', () => {
  const entry = (order: Document) => ({ rules: { long: { enter: 'close == 100', order } }, sizing: qty(1) });

  it('place limits and stops at a price computed at the decision', () => {
    const bars: Drawn[] = [at(99), at(100), [100, 106, 96, 101]];
    expect(run(entry({ kind: 'limit', price: 'close - 3' }), bars).open[0].entry_price).toBe(97);
    expect(run(entry({ kind: 'stop', price: 'close + 3' }), bars).open[0].entry_price).toBe(103);
    expect(
      run(entry({ kind: 'stop_limit', price: 'close + 3', limit: 'close + 4' }), bars).open[0].entry_price,
    ).toBe(103);
    expect(run(entry({ kind: 'moc' }), bars).open[0].entry_price).toBe(101);
  });

  it('cancel what has waited too long', () => {
    const bars = [at(99), at(100), at(101), at(102), at(103), at(104)];
    const { orders } = run(entry({ kind: 'limit', price: '50', expire: 2 }), bars);
    expect(orders.map((order) => order.status)).toEqual(['cancelled']);
    expect(run(entry({ kind: 'limit', price: '50' }), bars).orders.map((order) => order.status)).toEqual([
      'pending',
    ]);
  });

  it('do not pile up while one waits', () => {
    const { orders } = run(entry({ kind: 'limit', price: '50' }), [at(99), at(100), at(100), at(100)]);
    expect(orders).toHaveLength(1);
  });

  describe('whose rule fires again at another price', () => {
    const rising = [at(99), at(100), at(110), at(120), at(121), at(115)];
    const again = (order: Document, more: Document = {}, world: DrawnWorld = {}) =>
      run({ rules: { long: { enter: 'close >= 100', order } }, sizing: qty(1), ...more }, rising, world);
    const limit = { kind: 'limit', price: 'close - 4' };

    it('take the place of the one that waits', () => {
      const { orders, open } = again(limit);
      expect(orders.map(({ limit: price, status }) => [price, status])).toEqual([
        [96, 'cancelled'],
        [106, 'cancelled'],
        [116, 'cancelled'],
        [117, 'filled'],
      ]);
      expect(orders[0].reason).toBe('replaced_by_entry');
      expect(open[0]).toMatchObject({ entry_bar: 5, entry_price: 115 });
    });

    it('find all the room of the one that gives way', () => {
      const sizing = { kind: 'cash', value: 500 };
      const { open } = again(limit, { sizing, limits: { max_gross: 0.5 } });
      expect(open[0]).toMatchObject({ entry_price: 115, size: 4 });
    });

    it('leave it alone under backtesting_py, where it is good until it is cancelled', () => {
      const { orders } = again(limit, {}, { preset: 'backtesting_py' });
      expect(orders.map(({ limit: price, status }) => [price, status])).toEqual([[96, 'pending']]);
    });

    it('leave one alone that says itself when it ends, or that follows the price', () => {
      expect(again({ ...limit, expire: 9 }).orders).toHaveLength(1);
      expect(again({ ...limit, time_in_force: 'gtd', good_till: '2024-02-01' }).orders).toHaveLength(1);
      const { orders } = run(
        { rules: { long: { enter: 'close > 0', order: { kind: 'trailing_stop', distance: 'close / 2' } } } },
        [at(99), at(98), at(97), at(96)],
      );
      expect(orders).toHaveLength(1);
    });

    it('leave a stop-limit alone whose stop was reached, while its limit is the same', () => {
      const order = { kind: 'stop_limit', price: 'close + 2', limit: '90' };
      const { orders } = again(order);
      expect(orders.map(({ status }) => status)).toEqual(['pending']);
    });
  });
});

describe('several instruments in one account', () => {
  const rules = { long: { enter: 'close > 100', exit: 'close < 100' } };

  function runTwo(document: Document, a: readonly Drawn[], b: readonly Drawn[], firstDayOfB = 0): DrawnRun {
    const series = [drawBars(a, 'A'), drawBars(b, 'B', firstDayOfB)];
    return runDrawn(series, toStrategy(compile(document, ['A', 'B']), series), {
      execution: { warmupBars: 0 },
    });
  }

  it('share the cash and count bars on the merged timeline', () => {
    const { open, equity } = runTwo(
      { rules, sizing: { kind: 'cash', value: 400 } },
      [at(100), at(101), at(102), at(103), at(104)],
      [at(200), at(201), at(202)],
      2,
    );
    expect(
      open.map(({ symbol, size, entry_bar, entry_price }) => [symbol, size, entry_bar, entry_price]),
    ).toEqual([
      ['A', 3, 2, 102],
      ['B', 1, 4, 202],
    ]);
    expect(equity).toEqual([1000, 1000, 1000, 1003, 1006]);
  });

  it('keep the last price of an instrument that has no bar, and fill it with its next one', () => {
    const weekly = drawBars([at(200), at(201)], 'B');
    weekly.openTime[1] = weekly.openTime[0] + 3 * 86_400_000;
    const daily = drawBars([at(101), at(102), at(103), at(104), at(105)], 'A');
    const strategy: Strategy = {
      name: 'script',
      exclusive: false,
      prepare: () => ({ warmupBars: 0 }),
      decide: (context) => context.bar === 1 && context.buy({ symbol: 'B', units: 1 }),
    };
    const { open, equity } = runDrawn([daily, weekly], strategy);
    expect(open[0]).toMatchObject({ symbol: 'B', entry_bar: 3, entry_price: 201 });
    expect(equity).toEqual([1000, 1000, 1000, 1000, 1000]);
  });

  it('hold no more positions than allowed', () => {
    const bars = [at(100), at(101), at(102), at(103)];
    const { open } = runTwo(
      { rules, sizing: { kind: 'cash', value: 300 }, limits: { max_positions: 1 } },
      bars,
      bars,
    );
    expect(open.map(({ symbol }) => symbol)).toEqual(['A']);
  });

  it('do exits before entries on one bar, so that freed cash can be spent', () => {
    const { open } = runTwo(
      { rules, sizing: { kind: 'cash', value: 990 } },
      [at(100), at(101), at(102), at(99), at(98), at(98)],
      [at(99), at(99), at(99), at(101), at(102), at(103)],
    );
    expect(open.map(({ symbol, entry_bar }) => [symbol, entry_bar])).toEqual([['B', 4]]);
  });
});

describe('baskets of legs', () => {
  const pair = {
    rules: {
      long: {
        enter: 'a.close < b.close and not in_position',
        exit: 'a.close > b.close',
        stops: [{ kind: 'time', bars: 3 }],
        legs: [
          { symbol: 'a', weight: 0.5 },
          { symbol: 'b', weight: '-0.25 * 2' },
        ],
      },
    },
  };

  function runPair(document: Document, a: readonly Drawn[], b: readonly Drawn[]): DrawnRun {
    const compiled = compileStrategy({ version: 1, name: 'pair', symbols: { a: 'A', b: 'B' }, ...document });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
    const series = [drawBars(a, 'A'), drawBars(b, 'B')];
    return runDrawn(series, toStrategy(compiled.strategy, series));
  }

  it('trade together, each in its direction and weight, and leave together', () => {
    const { trades, open } = runPair(
      pair,
      [at(100), at(90), at(90), at(110), at(105), at(105)],
      [at(100), at(100), at(100), at(100), at(95), at(95)],
    );
    expect(
      trades.map(({ symbol, size, entry_bar, exit_bar, pnl }) => [symbol, size, entry_bar, exit_bar, pnl]),
    ).toEqual([
      ['B', -5, 2, 4, 25],
      ['A', 5, 2, 4, 75],
    ]);
    expect(open).toEqual([]);
  });

  it('leave after their time', () => {
    const { trades } = runPair(
      pair,
      Array.from({ length: 8 }, () => at(90)),
      Array.from({ length: 8 }, () => at(100)),
    );
    expect(trades.map(({ symbol, entry_bar, exit_bar }) => [symbol, entry_bar, exit_bar])).toEqual([
      ['B', 2, 6],
      ['A', 2, 6],
    ]);
  });

  it('turn round when the other side enters', () => {
    const legs = [
      { symbol: 'a', weight: -0.5 },
      { symbol: 'b', weight: 0.5 },
    ];
    const both = {
      rules: {
        long: { enter: 'a.close < b.close', legs: pair.rules.long.legs },
        short: { enter: 'a.close > b.close', legs },
      },
    };
    const { trades, open } = runPair(
      both,
      [at(100), at(90), at(90), at(110), at(110)],
      Array.from({ length: 5 }, () => at(100)),
    );
    expect(trades.map(({ symbol, exit_bar }) => [symbol, exit_bar])).toEqual([
      ['B', 4],
      ['A', 4],
    ]);
    expect(open.map(({ symbol, size }) => [symbol, Math.sign(Number(size))])).toEqual([
      ['A', -1],
      ['B', 1],
    ]);
  });
});

describe('what the engine cannot run', () => {
  it('refuses a basket on one side only', () => {
    const compiled = compileStrategy({
      version: 1,
      name: 'pair',
      symbols: { a: 'A', b: 'B' },
      rules: {
        long: { enter: 'a.close > b.close', legs: [{ symbol: 'a', weight: 1 }] },
        short: { enter: 'a.close < b.close' },
      },
    });
    if (!compiled.ok) return expect(compiled.errors.length).toBeGreaterThan(0);
    const series = [drawBars([at(100)], 'A'), drawBars([at(100)], 'B')];
    expect(() => toStrategy(compiled.strategy, series)).toThrow(BarkeepError);
  });

  it('asks for the bars of each traded symbol', () => {
    const compiled = compile({ rules: { long: { enter: 'close > 100' } } }, ['A']);
    const request = toSettings({});
    expect(() => runBacktest({ series: [drawBars([at(100)], 'B')], strategy: compiled, request })).toThrow();
  });
});

describe('bars that are only marked', () => {
  const walk = fc
    .array(fc.integer({ min: -3, max: 3 }), { minLength: 5, maxLength: 120 })
    .map((steps): Drawn[] => {
      let close = 100;
      return steps.map((step) => {
        const open = close;
        close = Math.max(20, close + step);
        return [open, Math.max(open, close) + 1, Math.min(open, close) - 1, close];
      });
    });

  const documents: Document[] = [
    {
      rules: {
        long: { enter: 'cross_up(close, sma(close,3))' },
        short: { enter: 'cross_down(close, sma(close,3))' },
      },
    },
    { rules: { long: { enter: 'close > sma(close,4)', exit: 'close < sma(close,4)' } } },
    { rules: { long: { enter: 'close > sma(close,4)', stops: [{ kind: 'time', bars: 3 }] } } },
    {
      rules: { long: { enter: 'rising(close,2)', exit: 'pnl_pct > 1' } },
      limits: { pyramiding: 3 },
      sizing: qty(1),
    },
    {
      rules: {
        short: {
          enter: 'close < open',
          exit: 'close > open',
          stops: [{ kind: 'target', at: 'entry_price - 4' }],
        },
      },
    },
  ];

  it('give the same outcome as bars that are stepped through', () => {
    fc.assert(
      fc.property(walk, fc.constantFrom(...documents), fc.constantFrom(1, 0.2), (bars, document, margin) => {
        const series = [drawBars(bars)];
        const compiled = compile(document);
        const world: DrawnWorld = { execution: { margin }, costs: { spread: 0.001 } };
        const stepped = toStrategy(compiled, series);
        Object.defineProperty(stepped, 'nextInterest', { value: undefined });
        expect(runDrawn(series, toStrategy(compiled, series), world).outcome).toEqual(
          runDrawn(series, stepped, world).outcome,
        );
      }),
      { numRuns: 200, seed: 20240101 },
    );
  });
});
