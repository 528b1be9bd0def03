import { compileStrategy } from './compile-strategy.js';
import { dissectStrategy } from './dissect-strategy.js';
import { listIndicators } from './list-indicators.js';

function namesOf(enter: string, document: object = {}): string[] {
  const rules = { long: { enter, exit: 'close < open' } };
  const compiled = compileStrategy({ version: 1, name: 'test', symbols: ['X'], rules, ...document });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return listIndicators(dissectStrategy(compiled.strategy)).map(({ name }) => name);
}

describe('the indicators of a strategy', () => {
  it.each([
    ['close > sma(close, 3) and volume > 0', ['sma(close, 3)']],
    ['cross_up(ema(close, 3), ema(close, 9))', ['ema(close, 3)', 'ema(close, 9)']],
    ['close > donchian(20).upper[1]', ['donchian(20).upper[1]']],
    ['sma(rsi(close, 2), 3) < 30', ['sma(rsi(close, 2), 3)']],
    ['abs(zscore(close, 20)) > 2 or rsi(close, 2) < 10', ['zscore(close, 20)', 'rsi(close, 2)']],
    ['close[1] > open and month == 4', []],
    ['close > entry_price - 2 * atr(14) or not in_position', ['atr(14)']],
    ["tf('1w', ema(close, 3)) > close", ["tf('1w', ema(close, 3))"]],
    ["tf('1w', close > sma(close, 3))", ["tf('1w', close)", "tf('1w', sma(close, 3))"]],
  ])('of %s', (enter, names) => {
    expect(namesOf(enter)).toEqual(names);
  });

  it('have the names that the document gives them', () => {
    const document = { params: { n: { value: 4 } }, let: { mean: 'sma(close, n)', far: 'close > 2 * mean' } };
    expect(namesOf('far and close > mean', document)).toEqual(['mean = sma(close, n)']);
  });

  it('stand once, however often they are read', () => {
    const rules = {
      long: { enter: 'rsi(close, 2) < 10', exit: 'rsi(close,2) > 65' },
      short: { enter: 'rsi(close, 2) > 90', exit: 'rsi(close, 3) < 50' },
    };
    expect(namesOf('', { rules })).toEqual(['rsi(close, 2)', 'rsi(close, 3)']);
  });
});
