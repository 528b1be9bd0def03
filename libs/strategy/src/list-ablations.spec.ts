import { compileStrategy } from './compile-strategy.js';
import { listAblations, refuseAblations, type Ablation } from './list-ablations.js';

function ablationsOf(document: object): (readonly [path: string, without: string, left: unknown])[] {
  const compiled = compileStrategy({ version: 1, name: 'test', symbols: ['A', 'B'], ...document });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return listAblations(compiled.strategy).map(({ path, without, strategy }) => {
    return [path, without, strategy.expressions.find((one) => one.path === path)?.text] as const;
  });
}

describe('a strategy without one of its parts', () => {
  it('lacks a clause of an entry, whatever brackets it stands in', () => {
    const enter = '(close > open and volume > 5) and (high > 3 or low < 2)';
    expect(ablationsOf({ rules: { long: { enter, exit: 'close < open' } } })).toEqual([
      ['/rules/long/enter', 'close > open', 'volume > 5 and (high > 3 or low < 2)'],
      ['/rules/long/enter', 'volume > 5', 'close > open and (high > 3 or low < 2)'],
      ['/rules/long/enter', 'high > 3 or low < 2', 'close > open and volume > 5'],
      ['/rules/long/exit', 'close < open', undefined],
    ]);
  });

  it('lacks a clause of a definition, too, and of a number none', () => {
    const definitions = { up: 'close > open and (high > 3 and low > 2)', mean: 'sma(close, 5) + 1' };
    const long = { enter: 'up and close > mean' };
    expect(
      ablationsOf({ let: definitions, rules: { long } }).map(([path, without]) => [path, without]),
    ).toEqual([
      ['/rules/long/enter', 'up'],
      ['/rules/long/enter', 'close > mean'],
      ['/let/up', 'close > open'],
      ['/let/up', 'high > 3'],
      ['/let/up', 'low > 2'],
    ]);
  });

  it('is asked of one with some parts', () => {
    const partsOf = (enter: string): Ablation[] => {
      const compiled = compileStrategy({
        version: 1,
        name: 'test',
        symbols: ['A'],
        rules: { long: { enter } },
      });
      if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
      return listAblations(compiled.strategy);
    };
    const clauses = Array.from({ length: 65 }, (_, k) => `close > ${k}`);
    expect(refuseAblations(partsOf('close > open'))).toContain('no part');
    expect(refuseAblations(partsOf(clauses.slice(0, 64).join(' and ')))).toBeUndefined();
    expect(refuseAblations(partsOf(clauses.join(' and ')))).toContain('more than 64');
  });

  it('keeps an entry of one clause, and an exit loses one of several', () => {
    const short = { enter: 'close < open', exit: 'close > open or bars_held > 5' };
    expect(ablationsOf({ rules: { short } })).toEqual([
      ['/rules/short/exit', 'close > open', 'bars_held > 5'],
      ['/rules/short/exit', 'bars_held > 5', 'close > open'],
    ]);
  });

  it('lacks a stop, but not the one that its size goes by', () => {
    const stops = [
      { kind: 'stop', at: 'entry_price * 0.9' },
      { kind: 'time', bars: 5 },
    ];
    const long = { enter: 'close > open', stops };
    expect(ablationsOf({ rules: { long } }).map(([path, without]) => [path, without])).toEqual([
      ['/rules/long/stops/0', 'stop entry_price * 0.9'],
      ['/rules/long/stops/1', 'time 5'],
    ]);
    const sizing = { kind: 'risk', value: 0.01 };
    expect(ablationsOf({ rules: { long }, sizing }).map(([, without]) => without)).toEqual(['time 5']);
  });

  it('lacks the filter or the weights of an allocation', () => {
    const allocate = { every: 'week_end', where: 'close > 1', rank: 'close', top: 1, weights: '1 / close' };
    expect(ablationsOf({ allocate }).map(([path]) => path)).toEqual(['/allocate/where', '/allocate/weights']);
  });
});
