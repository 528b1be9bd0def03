import fc from 'fast-check';
import { bindStrategy } from './bind-strategy.js';
import type { BoundStrategy } from './bound-strategy.js';
import { createPositionState, evaluateBound, isTrueAt } from './bound-strategy.js';
import { compileStrategy } from './compile-strategy.js';
import { StrategyFamily } from './strategy-family.js';
import { randomBars } from './testing/evaluate.js';

const series = new Map([['A', randomBars(300)]]);

const document = {
  version: 1,
  symbols: ['A'],
  params: { fast: { value: 3, min: 2 }, slow: 8, size: 0.5, gain: 2 },
  let: { quick: 'sma(close, fast)', trend: 'quick > sma(close, slow)' },
  rules: {
    long: {
      enter: 'trend and not trend[1]',
      exit: 'rsi(close, fast) > 70 or close < ema(quick, slow)',
      stops: [{ kind: 'target', at: 'entry_price * (1 + gain / 100)' }],
    },
  },
  sizing: { kind: 'equity', value: 'size' },
};

/** Of which sets differ by nothing but the lengths of indicators, some of which are the same as others that stay. */
const lengthsOnly = {
  ...document,
  let: { quick: 'sma(close, fast)', trend: 'quick[2] > sma(close, slow) or sma(close, 8)[1] < quick' },
  rules: {
    long: {
      enter: 'trend and not trend[1] and (quick + 1)[3] < sma(close, slow)',
      exit: 'cross_down(sma(close, fast), sma(close, slow)) or close < sma(close, 3)',
      stops: [{ kind: 'stop', at: 'entry_price - 2 * sma(high - low, slow)' }],
    },
    short: {
      enter: 'sma(close, slow) > quick and trend[1]',
      exit: 'close - quick > highest(sma(high - low, fast), 4)',
    },
  },
};

/** Of which sets differ by constants, too, some of them made by calls, in definitions or true or false. */
const constants = {
  ...document,
  params: { length: 5, level: 40, edge: 1, size: 0.5 },
  let: { band: '1 + edge / 100', mean: 'sma(close, length)', cap: 'max(level, 45) + edge' },
  rules: {
    long: {
      enter: 'rsi(close, length) < level and close > mean * (1 - edge / 50) or level > 45 and close < mean',
      exit: 'close > mean * band or rsi(close, 5)[2] > (2 * max(level, 30))[3] and cap >= rsi(high, 4)',
      stops: [
        { kind: 'stop', at: 'entry_price * (1 - edge / 100)' },
        { kind: 'target', at: 'entry_price * band' },
      ],
    },
    short: { enter: 'if(level > 40, close, open) > highest(high, 3)[1] * (1 - level / 1e3)' },
  },
};

/** Every value of every expression, where it is true, and what else decides; as texts, which are compared at once. */
function readAll(bound: BoundStrategy): unknown {
  const { expressions, warmupBars, sizing, symbols } = bound.strategy;
  const state = createPositionState().fill(7);
  // A search asks for the rows of conditions, before any column of their values is there.
  const rows = expressions
    .filter(({ type }) => type === 'bool')
    .map((expression) => {
      const condition = bound.condition('A', expression);
      return Array.from({ length: 300 }, (_, bar) => Number(isTrueAt(condition, state, bar))).join('');
    });
  const columns = expressions.map((expression) => {
    const values = bound.expression('A', expression);
    return Array.from({ length: 300 }, (_, bar) => evaluateBound(values, state, bar)).join();
  });
  return { rows, columns, warmupBars, symbols, size: sizing.value.constant };
}

function readAfresh(of: object, params: Record<string, number>): unknown {
  const outcome = compileStrategy(of, { params });
  return outcome.ok ? readAll(bindStrategy(outcome.strategy, series)) : outcome.errors;
}

function readOf(family: StrategyFamily, params: Record<string, number>): unknown {
  const member = family.bind(params);
  if (!member.ok) return member.errors;
  const found = readAll(member.bound);
  member.bound.release?.();
  return found;
}

describe('a family of strategies', () => {
  const lengths = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom(2.5, 6000));
  const params = fc.record(
    { fast: lengths, slow: lengths, size: fc.constantFrom(0.5, 0.25, 0), gain: fc.constantFrom(1, 2, 3) },
    { requiredKeys: ['fast', 'slow'] },
  );
  const withConstants = fc.record({
    length: fc.constantFrom(3, 5, 5, 8),
    level: fc.constantFrom(30, 40, 45.5, 60),
    edge: fc.constantFrom(-1, 0, 1, 100),
    size: fc.constantFrom(0.5, 0.25),
  });
  const twoLengths = fc.record({ fast: lengths, slow: lengths });

  it.each([
    ['what the strategy compiled and bound alone gives, whatever came before', document, params],
    ['the same where nothing but the lengths of indicators changes', lengthsOnly, twoLengths],
    ['the same where constants within expressions change, too', constants, withConstants],
  ])('gives for each set of parameters %s', (_, of, set) => {
    fc.assert(
      fc.property(fc.array<Record<string, number>>(set, { minLength: 1, maxLength: 8 }), (sets) => {
        const family = new StrategyFamily(of, { series, warmup: 'converged' });
        for (const set of sets) expect(readOf(family, set)).toEqual(readAfresh(of, set));
      }),
      { numRuns: 40, seed: 11 },
    );
  });

  it('plans once for each value of what no hole takes', () => {
    const family = new StrategyFamily(constants, { series, warmup: 'converged' });
    const plans = [0.5, 0.25, 0.5, 0.25].map((size, k) => {
      const member = family.bind({ length: 3 + k, level: 30 + k, edge: k, size });
      if (!member.ok) throw new Error('refused');
      member.bound.release?.();
      return member.bound.strategy.expressions;
    });
    expect(plans[2]).toBe(plans[0]);
    expect(plans[3]).toBe(plans[1]);
    expect(plans[1]).not.toBe(plans[0]);
  });

  it('counts the warm-up of a longer timeframe in bars of the run', () => {
    const hourly = new Map([['A', { ...series.get('A')!, timeframe: '1h' as const }]]);
    const daily = {
      ...{ version: 1, name: 'higher', symbols: ['A'] },
      rules: { long: { enter: "close > tf('1d', sma(close, 10))", exit: 'close < 0' } },
    };
    const member = new StrategyFamily(daily, { series: hourly, warmup: 'converged' }).bind({});
    const alone = compileStrategy(daily, { warmup: 'converged', timeframe: '1h' });
    if (!member.ok || !alone.ok) throw new Error('refused');
    expect(member.bound.strategy.warmupBars).toBe(alone.strategy.warmupBars);
    expect(member.bound.strategy.warmupBars).toBeGreaterThanOrEqual(9 * 6);
  });

  it('refuses a symbol without bars', () => {
    const member = new StrategyFamily(document, { series: new Map(), warmup: 'converged' }).bind({});
    if (!member.ok) throw new Error('refused');
    expect(() => readAll(member.bound)).toThrow("no bars for 'A'");
  });
});
