import fc from 'fast-check';
import { bound, randomBars, seriesOf, valuesOf } from './testing/evaluate.js';
import { expectClose } from './testing/expect-close.js';
import { bindStrategy } from './bind-strategy.js';
import { createPositionState, STATE } from './bound-strategy.js';
import { compileStrategy } from './compile-strategy.js';
import type { CompiledStrategy } from './compiled-strategy.js';
import type { BindingWatch } from './run/binding-progress.js';

describe('missing values', () => {
  const missing = '(1 / (close - close))';
  const series = seriesOf({ close: [5] });

  it.each([
    ['1 > 2 and $ > 1', 0],
    ['$ > 1 and 1 > 2', 0],
    ['1 < 2 and $ > 1', NaN],
    ['1 < 2 or $ > 1', 1],
    ['$ > 1 or 1 < 2', 1],
    ['1 > 2 or $ > 1', NaN],
    ['not $ > 1', NaN],
    ['$ > 1', NaN],
    ['$ == $', NaN],
    ['$ != 1', NaN],
    ['close == 5 and close != 4', 1],
    ['if($ > 1, 1, 2)', NaN],
    ['nz($, 7)', 7],
    ['min($, 1)', NaN],
    ['$ + 1', NaN],
    ['sign($)', NaN],
    ['5 / 0', NaN],
    ['0 / 0', NaN],
  ])('%s with $ missing is %p', (expression, value) => {
    expect(valuesOf(expression.replaceAll('$', missing), series)).toEqual([value]);
  });

  it('inside a window make it missing, and recursive functions begin anew after them', () => {
    const close = Float64Array.from({ length: 30 }, (_, i) => (i === 10 ? 0 : 100 + (i % 7)));
    const gap = seriesOf({ close });
    const sma = valuesOf('sma(1 / close, 5)', gap);
    const ema = valuesOf('ema(1 / close, 5)', gap);
    for (const values of [sma, ema])
      expect(values.map(Number.isNaN)).toEqual(Array.from(close, (_, i) => i < 4 || (i >= 10 && i < 15)));
    expect(ema[15]).toBe(sma[15]);
  });
});

describe('lags', () => {
  it.each([1, 2, 2047, 2048, 2049, 3000])('of %i bars reach across blocks', (lag) => {
    const bars = randomBars(5000);
    const wanted = Array.from(bars.close, (value, row) => (row < lag ? NaN : bars.close[row - lag] + value));
    expectClose(valuesOf(`close[${lag}] + close`, bars), wanted, 0);
  });

  it('add up and apply to the whole value before them', () => {
    const bars = randomBars(100);
    const { close, open } = bars;
    const wanted = Array.from(close, (_, row) => (row < 3 ? NaN : +(close[row - 3] > open[row - 3])));
    expectClose(valuesOf('((close > open)[1])[2]', bars), wanted, 0);
  });
});

describe('averages', () => {
  it('are those of exact arithmetic rounded once, after many bars', () => {
    const bars = randomBars(200_000);
    const values = valuesOf('sma(close, 20)', bars);
    for (let row = 199_000; row < values.length; row += 1) {
      const cents = bars.close
        .slice(row - 19, row + 1)
        .reduce((sum, price) => sum + Math.round(price * 100), 0);
      expect(Math.abs(values[row] - cents / 2000)).toBeLessThanOrEqual(Math.abs(cents / 2000) * 2e-16);
    }
  });

  it('of equal prices are equal, so that they never cross', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e6, noNaN: true }), fc.nat(1000), (price, seed) => {
        const close = Float64Array.from(randomBars(40, seed).close);
        close.fill(price, 15);
        const bars = seriesOf({ close });
        const [fast, slow] = [valuesOf('sma(close, 4)', bars), valuesOf('sma(close, 8)', bars)];
        expect(fast.slice(23)).toEqual(slow.slice(23));
        expect(valuesOf('stdev(close, 5)', bars).slice(20)).toEqual(Array(20).fill(0));
      }),
    );
  });

  it('survive a value that swallows the others', () => {
    const close = Float64Array.from({ length: 30 }, (_, i) => (i === 5 ? 1e300 : 0.1 * (i + 1)));
    const naive = (row: number): number => [0, 1, 2].reduce((sum, k) => sum + close[row - k], 0) / 3;
    const values = valuesOf('sma(close, 3)', seriesOf({ close }));
    expectClose(values.slice(8), Array.from(close.keys()).slice(8).map(naive), 1e-15);
  });
});

describe('expressions over the position', () => {
  it('are evaluated bar by bar from the state given', () => {
    const bars = randomBars(50);
    const stop = bound('entry_price - 2 * atr(14)', bars);
    const [atr] = [valuesOf('atr(14)', bars)];
    const state = createPositionState();
    if (stop.kind !== 'program') throw new Error('not a program');
    expect(stop.evaluate(state, 20)).toBeNaN();
    state[STATE.entry_price] = 100;
    expect(stop.evaluate(state, 20)).toBe(100 - 2 * atr[20]);
    expect(stop.evaluate(state, 30)).toBe(100 - 2 * atr[30]);
  });

  it('keep three-valued logic', () => {
    const rule = bound('in_position and (bars_held >= 3 or pnl_pct > 5%)', randomBars(5));
    const state = createPositionState();
    const evaluate = (...values: number[]): number => {
      [state[STATE.in_position], state[STATE.bars_held], state[STATE.pnl_pct]] = values;
      return rule.kind === 'program' ? rule.evaluate(state, 0) : NaN;
    };
    expect(evaluate(0, NaN, NaN)).toBe(0);
    expect(evaluate(1, 3, NaN)).toBe(1);
    expect(evaluate(1, 2, NaN)).toBeNaN();
    expect(evaluate(1, 2, 0.01)).toBe(0);
  });
});

describe('bindStrategy', () => {
  const outcome = compileStrategy({
    version: 1,
    symbols: ['A', 'B'],
    rules: {
      long: { enter: 'close > sma(close,3)', exit: 'not close > sma(close,3)' },
      short: { enter: 'close > sma(close, 3)' },
    },
  });
  if (!outcome.ok) throw new Error('does not compile');
  const { strategy } = outcome;

  it('gives each symbol its own column and equal expressions the same one', () => {
    const all = new Map([
      ['A', randomBars(10, 1)],
      ['B', randomBars(20, 2, { symbol: 'B' })],
    ]);
    const boundStrategy = bindStrategy(strategy, all);
    const { long, short } = strategy.rules!;
    expect(boundStrategy.expression('A', long!.enter)).toBe(boundStrategy.expression('A', short!.enter));
    expect(boundStrategy.expression('B', long!.enter)).toMatchObject({
      kind: 'column',
      values: { length: 20 },
    });
  });

  it('asks for bars that it was not given', () => {
    const { long } = strategy.rules!;
    expect(() => bindStrategy(strategy, new Map()).expression('A', long!.enter)).toThrow("no bars for 'A'");
  });

  it('reads the newest closed bar of another symbol', () => {
    const own = seriesOf({ close: [1, 2, 3, 4, 5] });
    const other = seriesOf({ close: [10, 20] }, { symbol: 'B' });
    other.closeTime.set([own.closeTime[1], own.closeTime[3] + 1]);
    expect(valuesOf('b.close + close - close', own, [other])).toEqual([NaN, 10, 10, 10, 20]);
    expect(valuesOf("on('b', sma(close, 2))", own, [other])).toEqual([NaN, NaN, NaN, NaN, 15]);
    expect(valuesOf("on('b', close > 10)", own, [other])).toEqual([NaN, 0, 0, 0, 1]);
  });
});

describe('a watch over a binding', () => {
  const compile = (enter: string, more: object = {}) => {
    const outcome = compileStrategy({ version: 1, symbols: ['A'], rules: { long: { enter } }, ...more });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
    return outcome.strategy;
  };
  const bindAllSymbols = (strategy: CompiledStrategy, length: number, watch?: BindingWatch) => {
    const all = strategy.dataSymbols.map((symbol, k) => randomBars(length, k, { symbol }));
    const binding = bindStrategy(strategy, new Map(all.map((one) => [one.symbol, one])), watch);
    return strategy.symbols.map((symbol) => binding.expression(symbol, strategy.rules!.long!.enter));
  };

  it.each([
    ['close > open', 0],
    ['close > sma(close, 3) and sma(close, 3) > sma(open, 3)', 2],
    ['macd(close, 3, 5, 2).signal > macd(close, 3, 5, 2).hist', undefined],
    ["sma(close, 3) > tf('1w', sma(close, 3))", 2],
    ["sma(close, 3) > on('B', ema(close, 3))", 2],
  ])('counts the indicators of %s up to their number', (enter, expected) => {
    const told: [number, number][] = [];
    bindAllSymbols(compile(enter), 60, (...heard) => told.push(heard));
    const [last, total] = told.at(-1)!;
    expect(last).toBe(total);
    expect(new Set(told.map(([, one]) => one))).toEqual(new Set([expected ?? total]));
    const numbers = [...new Set(told.map(([one]) => one))];
    expect(numbers).toEqual(total === 0 ? [0] : Array.from({ length: total }, (_, k) => k + 1));
  });

  it('counts those of each symbol and a comparison once', () => {
    const told: string[] = [];
    const strategy = compile('rank(sma(close, 3)) < 2 and close > ema(close, 3)', {
      symbols: ['A', 'B', 'C'],
    });
    bindAllSymbols(strategy, 60, (indicator, total) => told.push(`${indicator}/${total}`));
    expect([...new Set(told)]).toEqual(['1/7', '2/7', '3/7', '4/7', '5/7', '6/7', '7/7']);
  });

  it.each([
    'cci(9)',
    'mfi(9)',
    'median(close, 9)',
    'quantile(close, 9, 0.2)',
    'pctrank(close, 9)',
    'ols(close, 9).r2',
    'corr(close, open, 9)',
    'beta(close, open, 9)',
  ])('is asked within %s too', (indicator) => {
    let looks = 0;
    bindAllSymbols(compile(`${indicator} > 1`), 20_000, (_, total) => {
      expect(total).toBe(1);
      looks += 1;
    });
    expect(looks).toBeGreaterThan(20);
  });

  it('ends the binding with what it throws, and changes no value', () => {
    const strategy = compile('cci(9) > median(close, 9)');
    const stop = new Error('enough');
    expect(() =>
      bindAllSymbols(strategy, 5_000, (indicator) => {
        if (indicator === 2) throw stop;
      }),
    ).toThrow(stop);
    expect(bindAllSymbols(strategy, 5_000, () => undefined)).toEqual(bindAllSymbols(strategy, 5_000));
  });
});
