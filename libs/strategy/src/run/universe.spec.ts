import fc from 'fast-check';
import type { BarSeries } from '#domain';
import { bindStrategy } from '../bind-strategy.js';
import { compileStrategy } from '../compile-strategy.js';
import { createPositionState, evaluateBound } from '../bound-strategy.js';
import { seriesOf } from '../testing/evaluate.js';

const DAY = 86_400_000;
const SYMBOLS = ['A', 'B', 'C', 'D'];

/** The values of an expression on the bars of each symbol, in the order of the document. */
function acrossOf(expression: string, all: readonly BarSeries[]): number[][] {
  const outcome = compileStrategy({
    version: 1,
    symbols: all.map(({ symbol }) => symbol),
    rules: { long: { enter: 'close > 0', stops: [{ kind: 'stop', at: expression }] } },
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
  const bound = bindStrategy(outcome.strategy, new Map(all.map((one) => [one.symbol, one])));
  const [stop] = outcome.strategy.rules!.long!.stops;
  const at = stop.kind === 'stop' ? stop.at : undefined;
  return all.map(({ symbol, length }) => {
    const values = bound.expression(symbol, at!);
    return Array.from({ length }, (_, row) => evaluateBound(values, createPositionState(), row));
  });
}

/** Daily bars from a day on; a close of NaN is a day without a bar. */
function barsOf(symbol: string, closes: readonly number[]): BarSeries {
  const days = closes.flatMap((close, day) => (Number.isNaN(close) ? [] : [day]));
  const series = seriesOf({ close: days.map((day) => closes[day]) }, { symbol });
  days.forEach((day, row) => {
    series.openTime[row] = day * DAY;
    series.closeTime[row] = (day + 1) * DAY;
  });
  return series;
}

const _ = NaN;

describe('symbols compared', () => {
  const all = [
    barsOf('A', [5, 1, 3, _, 7, 2]),
    barsOf('B', [_, 2, 3, 4, 9, 2]),
    barsOf('C', [_, _, 3, 5, 8, 2]),
  ];

  it('rank from the highest, equal ones in the order of the document', () => {
    expect(acrossOf('rank(close)', all)).toEqual([
      [1, 2, 1, 3, 1],
      [1, 2, 2, 1, 2],
      [3, 1, 2, 3],
    ]);
  });

  it('have a mean over those with a bar', () => {
    const [a, b, c] = acrossOf('uni_mean(close)', all);
    expect(a).toEqual([5, 1.5, 3, 8, 2]);
    expect(b).toEqual([1.5, 3, 4.5, 8, 2]);
    expect(c).toEqual([3, 4.5, 8, 2]);
  });

  it('stand above a share of the others', () => {
    expect(acrossOf('uni_pct(close)', all)).toEqual([
      [NaN, 0, 100, 0, 100],
      [100, 100, 0, 100, 100],
      [100, 100, 50, 100],
    ]);
  });

  it('leave out a value that is missing', () => {
    // log(close - 2) is missing up to a close of 2
    expect(acrossOf('rank(log(close - 2))', all)).toEqual([
      [1, NaN, 1, 3, NaN],
      [NaN, 2, 2, 1, NaN],
      [3, 1, 2, NaN],
    ]);
    expect(acrossOf('uni_mean(log(close - 2))', all)[1][0]).toBeNaN();
    expect(acrossOf('rank(change(close))[1]', all)[0]).toEqual([NaN, NaN, 1, 1, 2]);
  });

  it('is what counting says, whatever bars there are', () => {
    const column = fc.array(fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(NaN)), {
      minLength: 8,
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(column, { minLength: 4, maxLength: 4 }), (closes) => {
        const series = SYMBOLS.map((symbol, index) => barsOf(symbol, closes[index]));
        const [ranks, means, shares] = ['rank', 'uni_mean', 'uni_pct'].map((name) =>
          acrossOf(`${name}(close)`, series),
        );
        closes.forEach((own, symbol) => {
          let row = 0;
          own.forEach((value, day) => {
            if (Number.isNaN(value)) return;
            const now = closes.map((other) => other[day]);
            const others = now.filter((other, k) => k !== symbol && !Number.isNaN(other));
            const above = others.filter((other) => other > value).length;
            const before = now.slice(0, symbol).filter((other) => other === value).length;
            const total = others.reduce((sum, other) => sum + other, value);
            expect(ranks[symbol][row]).toBe(1 + above + before);
            expect(means[symbol][row]).toBe(total / (others.length + 1));
            expect(shares[symbol][row]).toBe(
              others.length === 0 ? NaN : (100 * (others.length - above)) / others.length,
            );
            row += 1;
          });
        });
      }),
      { numRuns: 200 },
    );
  });
});
