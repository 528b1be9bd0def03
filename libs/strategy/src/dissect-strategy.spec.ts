import { compileStrategy } from './compile-strategy.js';
import type { CompiledStrategy } from './compiled-strategy.js';
import { dissectStrategy, type ExpressionPart } from './dissect-strategy.js';

function compile(document: object): CompiledStrategy {
  const compiled = compileStrategy({ version: 1, name: 'test', symbols: ['X'], ...document });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return compiled.strategy;
}

const outline = (part: ExpressionPart): unknown =>
  part.args.length === 0 ? part.text : [part.text, ...part.args.map(outline)];

function enterOf(enter: string, document: object = {}): ExpressionPart {
  return dissectStrategy(
    compile({ rules: { long: { enter, exit: 'close < open' } }, ...document }),
  ).slots.get('/rules/long/enter')!;
}

describe('a strategy taken apart', () => {
  it('gives each operator and argument', () => {
    expect(outline(enterOf('close > sma(close, 3) and volume > 0'))).toEqual([
      'close > sma(close, 3) and volume > 0',
      ['close > sma(close, 3)', 'close', ['sma(close, 3)', 'close', '3']],
      ['volume > 0', 'volume', '0'],
    ]);
  });

  it('shows a definition where it is first used, with parameters', () => {
    const document = {
      params: { n: { value: 4, min: 2, max: 9, step: 1 } },
      let: { mean: 'sma(close, n)' },
    };
    expect(outline(enterOf('close > mean and mean > open', document))).toEqual([
      'close > mean and mean > open',
      ['close > mean', 'close', ['mean', ['sma(close, n)', 'close', 'n']]],
      ['mean > open', 'mean', 'open'],
    ]);
  });

  it('names the bars of a lag, and stops at other bars', () => {
    const lagged = enterOf('close[2] > open').args[0];
    expect([lagged.text, lagged.lag, outline(lagged.args[0])]).toEqual(['close[2]', 2, 'close']);
    expect(outline(enterOf("tf('1w', close) > open").args[0])).toBe("tf('1w', close)");
  });

  it('has every part among the expressions of what is bound', () => {
    const { strategy, slots } = dissectStrategy(
      compile({ rules: { long: { enter: 'close > 1', exit: 'not in_position' } } }),
    );
    const parts = (part: ExpressionPart): ExpressionPart[] => [part, ...part.args.flatMap(parts)];
    const all = [...slots.values()].flatMap(parts);
    expect(all.every(({ value }) => value !== undefined && strategy.expressions[value.id] === value)).toBe(
      true,
    );
    expect([...slots.keys()]).toEqual(['/rules/long/enter', '/rules/long/exit', '/sizing/value']);
  });
});
