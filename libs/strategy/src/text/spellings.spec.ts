import fc from 'fast-check';
import type { ExpressionTree, TreeOperator } from '../expression-tree.js';
import { spellExpression } from '../spell-expression.js';

const NAMES = ['close', 'high', 'fast', 'a', 'x_1'];
const BINARY: TreeOperator[] = ['or', 'and', '<', '<=', '>', '>=', '==', '!=', '+', '-', '*', '/'];

const name = fc.constantFrom(...NAMES);
const literal = fc.oneof(fc.nat(5000), fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }));

/** Any tree that has a text: literals are not negative, since `-1` is the negation of `1`. */
const { tree } = fc.letrec<{ tree: ExpressionTree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    literal.map((num) => ({ num })),
    literal.map((pct) => ({ pct })),
    name.map((ref) => ({ ref })),
    fc.record({ ref: name, field: name }),
    fc.constantFrom('SPY', '1w').map((str) => ({ str })),
    fc.record({ fn: name, args: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ fn: name, args: fc.array(tie('tree'), { maxLength: 2 }), field: name }),
    fc.record({ op: fc.constantFrom(...BINARY), args: fc.tuple(tie('tree'), tie('tree')) }),
    fc.record({ op: fc.constantFrom<TreeOperator>('not', '-'), args: fc.tuple(tie('tree')) }),
    fc.record({
      lag: fc.oneof(
        fc.nat(5000),
        name.map((param) => ({ param })),
      ),
      args: fc.tuple(tie('tree')),
    }),
  ),
}));

function textOf(expression: unknown): string {
  const spelling = spellExpression(expression);
  if (!spelling.ok) throw new Error(JSON.stringify(spelling.errors));
  return spelling.text;
}

describe('the two spellings', () => {
  it('give the same tree again after being printed and parsed', () => {
    fc.assert(
      fc.property(tree, (original) => {
        const printed = spellExpression(original);
        fc.pre(printed.ok);
        const parsed = spellExpression(printed.text);
        expect(parsed).toEqual({ ok: true, text: printed.text, tree: original });
      }),
      { numRuns: 2000 },
    );
  });

  it('take the example of the format', () => {
    const tree = {
      op: '<',
      args: [{ fn: 'rsi', args: [{ ref: 'close' }, { num: 14 }] }, { num: 30 }],
    };
    expect(spellExpression('rsi(close,14) < 30')).toEqual({ ok: true, text: 'rsi(close, 14) < 30', tree });
  });

  it.each([
    ['a-(b-c)', 'a - (b - c)'],
    ['(a-b)-c', 'a - b - c'],
    ['a*(b+c)/d', 'a * (b + c) / d'],
    ['-(a+b)*c', '-(a + b) * c'],
    ['--a', '--a'],
    ['not not a', 'not not a'],
    ['not (a and b) or c', 'not (a and b) or c'],
    ['(not a) == b', '(not a) == b'],
    ['a and (b and c)', 'a and (b and c)'],
    ['((a)[1])[n]', '(a[1])[n]'],
    ['(a+b)[2]', '(a + b)[2]'],
    ['5%+.5+1e3', '5% + 0.5 + 1000'],
    ['f()', 'f()'],
    ["on('SPY',a.close).x", "on('SPY', a.close).x"],
  ])('print %s as %s', (text, canonical) => {
    expect(textOf(text)).toBe(canonical);
    expect(textOf(canonical)).toBe(canonical);
  });

  it('write a negative number as the negation of a positive one', () => {
    expect(textOf({ op: '*', args: [{ ref: 'a' }, { num: -2 }] })).toBe('a * -2');
  });

  it('bear names as long as an expression', () => {
    const name = 'x'.repeat(4096);
    expect(spellExpression(spellExpression(name).ok && { ref: name })).toMatchObject({
      ok: true,
      text: name,
    });
  });

  it('mark as parameters the names that are said to be some', () => {
    expect(spellExpression('x[n] + n', new Set(['n']))).toMatchObject({
      tree: { op: '+', args: [{ lag: { param: 'n' }, args: [{ ref: 'x' }] }, { param: 'n' }] },
    });
  });
});
