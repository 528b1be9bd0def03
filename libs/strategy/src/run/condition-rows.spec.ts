import { compileStrategy } from '../compile-strategy.js';
import { bindStrategy } from '../bind-strategy.js';
import { createPositionState, evaluateBound, isTrueAt } from '../bound-strategy.js';
import { randomBars } from '../testing/evaluate.js';

const series = randomBars(9_000, 3);
const state = createPositionState();

describe('the rows at which a condition is true', () => {
  it.each([
    'close > open',
    'close >= 100',
    '100 >= close[3]',
    'close[40] < open[2]',
    'sma(close, 5)[1] <= sma(close, 20)[1] and sma(close, 5) > sma(close, 20)',
    'close[1] < open[1] and close > open',
    'cross_up(sma(close, 5), sma(close, 20)) or cross_down(close, 95)',
    '(close > open and close > close[1])[2] or (volume > 5e5)[33]',
    '(close[1] < open[1])[2]',
    '((close > open)[2] or (close[3] > open[3])[30])[31]',
    '2 > 1 and close[1] > 100[3]',
    'close * 1.01 < high and not close > open',
    'close / sma(close, 3) > 1 and if(close > 99, close, 1 / 0) > 100',
    'close == close[1] or close != open',
  ])('%s: wherever its value is 1', (enter) => {
    const outcome = compileStrategy({ version: 1, symbols: ['A'], rules: { long: { enter } } });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
    const bound = bindStrategy(outcome.strategy, new Map([['A', series]]));
    const expression = outcome.strategy.rules!.long!.enter;
    const values = bound.expression('A', expression);
    const isMet = bound.condition('A', expression);
    const rows = Array.from({ length: series.length }, (_, row) => row);
    expect(rows.filter((row) => isTrueAt(isMet, state, row))).toEqual(
      rows.filter((row) => evaluateBound(values, state, row) === 1),
    );
  });
});
