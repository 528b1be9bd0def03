import fc from 'fast-check';
import type { CompiledExpression, ExpressionPart } from '#strategy';
import { findBlockingClauses } from './blocking-clauses.js';

const bool = { type: 'bool' } as CompiledExpression;
const leaf = (text: string): ExpressionPart => ({ text, value: bool, lag: 0, args: [] });
const join = (op: 'and' | 'or', ...args: ExpressionPart[]): ExpressionPart => ({
  ...{ op, value: bool, lag: 0, args },
  text: `(${args.map(({ text }) => text).join(` ${op} `)})`,
});
const negate = (arg: ExpressionPart): ExpressionPart => ({
  ...{ op: 'not', value: bool, lag: 0, args: [arg] },
  text: `not ${arg.text}`,
});

/** Kleene's logic. */
function evaluate({ op, text, args }: ExpressionPart, values: ReadonlyMap<string, number>): number {
  if (op === undefined) return values.get(text)!;
  const [left, right] = args.map((arg) => evaluate(arg, values));
  if (op === 'not') return 1 - left;
  if (op === 'and') return left === 0 || right === 0 ? 0 : left * right;
  return left === 1 || right === 1 ? 1 : left + right;
}

const textsOf = (part: ExpressionPart, values: Record<string, number>): string[] => {
  const map = new Map(Object.entries(values));
  return findBlockingClauses(part, (one) => evaluate(one, map)).map(({ text }) => text);
};

describe('the clauses that block a condition', () => {
  it('are all false and missing ones of an and', () => {
    const rule = join('and', join('and', leaf('a'), leaf('b')), leaf('c'));
    expect(textsOf(rule, { a: 1, b: 0, c: NaN })).toEqual(['b', 'c']);
    expect(textsOf(rule, { a: 1, b: 1, c: 1 })).toEqual([]);
  });

  it('are those of the nearer side of an or', () => {
    const rule = join('or', join('and', leaf('a'), leaf('b')), leaf('c'));
    expect(textsOf(rule, { a: 0, b: 0, c: 0 })).toEqual(['c']);
    expect(textsOf(join('or', leaf('x'), join('and', leaf('a'), leaf('b'))), { x: 0, a: 1, b: 0 })).toEqual([
      'x',
    ]);
  });

  it('are what a not holds down', () => {
    const rule = negate(join('or', leaf('a'), leaf('b')));
    expect(textsOf(rule, { a: 1, b: 0 })).toEqual(['a']);
    const map = new Map([['a', 1]]);
    expect(findBlockingClauses(negate(leaf('a')), (one) => evaluate(one, map))).toEqual([
      { text: 'a', value: true, wanted: false },
    ]);
  });

  it('are looked for behind a definition and a lag', () => {
    const body = join('and', leaf('a'), leaf('b'));
    const named: ExpressionPart = { text: 'setup', value: bool, lag: 0, args: [body] };
    const lagged: ExpressionPart = { text: 'setup[2]', value: bool, lag: 2, args: [named] };
    const barsBack: number[] = [];
    const found = findBlockingClauses(lagged, ({ text }, bars) => {
      if (text === 'b') barsBack.push(bars);
      return text === 'a' ? 1 : 0;
    });
    expect(found.map(({ text }) => text)).toEqual(['b']);
    expect(new Set(barsBack)).toEqual(new Set([2]));
  });

  it('tell how far both sides of a comparison were apart', () => {
    const number = { type: 'num' } as CompiledExpression;
    const side = (text: string): ExpressionPart => ({ text, value: number, lag: 0, args: [] });
    const rule: ExpressionPart = {
      op: '<',
      text: 'rsi < 30',
      value: bool,
      lag: 0,
      args: [side('rsi'), side('30')],
    };
    const values = new Map([
      ['rsi', 31.5],
      ['30', 30],
      ['rsi < 30', 0],
    ]);
    expect(findBlockingClauses(rule, ({ text }) => values.get(text)!)).toEqual([
      { text: 'rsi < 30', value: false, wanted: true, left: 31.5, right: 30, distance: 1.5 },
    ]);
  });

  it('make the condition true once they come out as wanted, and are as few as can be', () => {
    let count = 0;
    const { tree } = fc.letrec<{ tree: ExpressionPart }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        fc.constant(undefined).map(() => leaf(`c${(count += 1)}`)),
        tie('tree').map(negate),
        fc
          .tuple(fc.constantFrom('and', 'or'), tie('tree'), tie('tree'))
          .map(([op, left, right]) => join(op, left, right)),
      ),
    }));
    const leaves = (part: ExpressionPart): string[] =>
      part.op === undefined ? [part.text] : part.args.flatMap(leaves);
    fc.assert(
      fc.property(tree, fc.infiniteStream(fc.constantFrom(0, 1, NaN)), (part, stream) => {
        const names = [...new Set(leaves(part))].slice(0, 8);
        const values = new Map(
          [...new Set(leaves(part))].map((name) => [name, stream.next().value as number]),
        );
        const blocking = findBlockingClauses(part, (one) => evaluate(one, values));
        const flipped = new Map([
          ...values,
          ...blocking.map(({ text, wanted }) => [text, wanted ? 1 : 0] as const),
        ]);
        expect(evaluate(part, flipped)).toBe(1);
        if (names.length < values.size) return;
        for (let choice = 0; choice < 3 ** names.length; choice += 1) {
          const other = new Map(
            names.map((name, index) => [name, [0, 1, NaN][Math.floor(choice / 3 ** index) % 3]]),
          );
          const changes = names.filter((name) => !Object.is(other.get(name), values.get(name))).length;
          if (evaluate(part, other) === 1) expect(changes).toBeGreaterThanOrEqual(blocking.length);
        }
      }),
      { numRuns: 100 },
    );
  });
});
