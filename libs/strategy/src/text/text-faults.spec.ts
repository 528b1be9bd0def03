import { spellExpression } from '../spell-expression.js';

function faultsOf(expression: unknown): [code: string, span?: unknown][] {
  const spelling = spellExpression(expression);
  return spelling.ok ? [] : spelling.errors.map(({ code, span }) => [code, span]);
}

describe('a text that is no expression', () => {
  it.each([
    ['', 0, 0],
    ['   ', 3, 3],
    ['close >', 7, 7],
    ['> close', 0, 1],
    ['1 < close < 3', 10, 11],
    ['a == b == c', 7, 9],
    ['a < not b', 4, 7],
    ['close close', 6, 11],
    ['(close', 6, 6],
    ['close)', 5, 6],
    ['sma(close 20)', 10, 12],
    ['sma(close,)', 10, 11],
    ['close[1][2]', 8, 9],
    ['close[1', 7, 7],
    ['a.', 2, 2],
    ['a.1', 1, 3],
    ['a.and', 2, 5],
    ['adx().not', 6, 9],
    ['1e999', 0, 5],
    ['5 % 3', 4, 5],
    ['and', 0, 3],
    ['close ! 3', 6, 7],
    ['close = 3', 6, 7],
    ['on("SPY", close)', 3, 4],
    ["on('SPY, close)", 3, 4],
    ['12abc', 0, 5],
    ['close; drop', 5, 6],
    ['close\u0000', 5, 6],
    ['🙂', 0, 2],
  ])('%j is refused at %i to %i', (text, start, end) => {
    expect(faultsOf(text)[0]).toEqual(['E_PARSE', [start, end]]);
  });

  it('has each character that means nothing reported', () => {
    expect(faultsOf('a ? b : c')).toEqual([
      ['E_PARSE', [2, 3]],
      ['E_PARSE', [6, 7]],
    ]);
  });

  it('may nest brackets 64 deep and no deeper', () => {
    const nested = (depth: number): string => `${'('.repeat(depth)}1${')'.repeat(depth)}`;
    expect(faultsOf(nested(64))).toEqual([]);
    expect(faultsOf(nested(65))).toEqual([['E_BUDGET', [64, 65]]]);
    expect(faultsOf(nested(1000))).toEqual([['E_BUDGET', [64, 65]]]);
  });

  it('may have 600 tokens and 4 KB, and no more', () => {
    const sum = (terms: number): string => Array(terms).fill('1').join('+');
    expect(faultsOf(sum(300))).toEqual([]);
    expect(faultsOf(`-${sum(300)}`)).toEqual([]);
    expect(faultsOf(`--${sum(300)}`)).toEqual([['E_BUDGET', [600, 601]]]);
    expect(faultsOf(`1${' '.repeat(4095)}`)).toEqual([]);
    expect(faultsOf(`1${' '.repeat(4096)}`)).toEqual([['E_BUDGET', undefined]]);
  });

  it('survives as many prefixes as tokens allow', () => {
    expect(faultsOf(`${'not '.repeat(599)}a`)).toEqual([]);
    expect(faultsOf(`${'-'.repeat(599)}1`)).toEqual([]);
  });

  it.each([
    ['close[-1]', 'E_LOOKAHEAD', [6, 8]],
    ['close[-0]', 'E_LOOKAHEAD', [6, 8]],
    ['close[1.5]', 'E_RANGE', [6, 9]],
    ['close[1+1]', 'E_CONST_REQUIRED', [6, 9]],
    ['close[100%]', 'E_CONST_REQUIRED', [6, 10]],
    ["close['x']", 'E_CONST_REQUIRED', [6, 9]],
  ])('has the offset of %s refused', (text, code, span) => {
    expect(faultsOf(text)).toEqual([[code, span]]);
  });
});

describe('a tree that is no expression', () => {
  const pathsOf = (tree: unknown): string[] => {
    const spelling = spellExpression(tree);
    return spelling.ok ? [] : spelling.errors.map(({ code, path }) => `${code} ${path}`);
  };

  it.each([
    [null, 'E_SCHEMA '],
    [[], 'E_SCHEMA '],
    [true, 'E_SCHEMA '],
    [{}, 'E_SCHEMA '],
    [{ num: '1' }, 'E_SCHEMA /num'],
    [{ num: Number.NaN }, 'E_SCHEMA /num'],
    [{ str: "a'b" }, 'E_SCHEMA /str'],
    [{ ref: 'a b' }, 'E_SCHEMA /ref'],
    [{ ref: 'and' }, 'E_SCHEMA /ref'],
    [{ param: 7 }, 'E_SCHEMA /param'],
    [{ num: 1, extra: 2 }, 'E_UNKNOWN_KEY /extra'],
    [{ op: '**', args: [] }, 'E_SCHEMA /op'],
    [{ op: '+', args: [{ num: 1 }] }, 'E_ARITY /args'],
    [{ op: 'not', args: [{ num: 1 }, { num: 2 }] }, 'E_ARITY /args'],
    [{ fn: 'sma', args: [{ ref: 'close' }, { num: 'x' }] }, 'E_SCHEMA /args/1/num'],
    [{ fn: 'sma', args: {} }, 'E_SCHEMA /args'],
    [{ lag: -1, args: [{ ref: 'close' }] }, 'E_LOOKAHEAD /lag'],
    [{ lag: 'x', args: [{ ref: 'close' }] }, 'E_SCHEMA /lag'],
    [{ lag: 1, args: [] }, 'E_SCHEMA /args'],
  ])('%j is refused: %s', (tree, fault) => {
    expect(pathsOf(tree)).toContain(fault);
  });

  it('is refused unread when it is too deep for any text', () => {
    let deep: unknown = { num: 1 };
    for (let i = 0; i < 50_000; i += 1) deep = { op: '-', args: [deep] };
    expect(pathsOf(deep)).toEqual(['E_BUDGET ']);
  });

  it('keeps the limits of the text', () => {
    const wrap = (depth: number): unknown => {
      let tree: unknown = { num: 1 };
      for (let i = 0; i < depth; i += 1) tree = { fn: 'abs', args: [tree] };
      return tree;
    };
    expect(pathsOf(wrap(64))).toEqual([]);
    expect(pathsOf(wrap(65))).toEqual(['E_BUDGET ']);
    expect(pathsOf({ fn: 'f', args: Array(600).fill({ num: 1 }) })).toEqual(['E_BUDGET ']);
  });
});
