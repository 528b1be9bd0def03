import fc from 'fast-check';
import { bindStrategy } from './bind-strategy.js';
import { createPositionState, evaluateBound } from './bound-strategy.js';
import { compileStrategy } from './compile-strategy.js';
import { describeFunctions } from './describe-functions.js';
import { spellExpression } from './spell-expression.js';
import { randomBars } from './testing/evaluate.js';

const BARS = new Map([['A', randomBars(40)]]);
const WORDS = [
  ...describeFunctions().map(({ name }) => name),
  ...[
    'close',
    'high',
    'volume',
    'hlc3',
    'entry_price',
    'in_position',
    'fast',
    'x',
    'a',
    'a.close',
    'constructor',
  ],
  ...[
    '__proto__',
    'toString',
    'eval',
    'and',
    'or',
    'not',
    '<',
    '<=',
    '>',
    '==',
    '!=',
    '+',
    '-',
    '*',
    '/',
    '%',
  ],
  ...[
    '(',
    ')',
    '(',
    ')',
    '[',
    ']',
    '[1]',
    '[fast]',
    ',',
    '.',
    "'SPY'",
    "'",
    '"',
    '0',
    '1',
    '14',
    '1e9',
    '5%',
    ' ',
  ],
];

const text = fc.oneof(
  fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map((words) => words.join(' ')),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map((words) => words.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

/** Expressions that mostly mean something: a function of prices and small numbers, nested and compared. */
const { number } = fc.letrec<{ number: string }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('close', 'high', 'low', 'open', 'volume', 'entry_price', 'fast', '2', '0.5'),
    fc
      .tuple(fc.constantFrom(...describeFunctions()), fc.array(tie('number'), { maxLength: 3 }), fc.nat(12))
      .map(([{ parameters, name }, args, n]) => {
        const given = parameters.map(({ type }, index) =>
          type === 'const'
            ? `${n}`
            : type === 'bool'
              ? `${args[index] ?? 'close'} > 1`
              : (args[index] ?? 'close'),
        );
        return `${name}(${given.join(', ')})`;
      }),
    fc
      .tuple(tie('number'), fc.constantFrom('+', '-', '*', '/'), tie('number'))
      .map((parts) => `(${parts.join(' ')})`),
    tie('number').map((inner) => `(${inner})[3]`),
  ),
}));

function document(enter: unknown): Record<string, unknown> {
  return {
    version: 1,
    name: 'fuzz',
    symbols: ['A'],
    params: { fast: { value: 5, min: 1, max: 10 } },
    let: { x: 'close - open' },
    rules: {
      long: {
        enter,
        exit: 'close < open',
        stops: [
          { kind: 'stop', at: 'entry_price * 0.95' },
          { kind: 'time', bars: 3 },
        ],
      },
    },
    sizing: { kind: 'equity', value: 0.5 },
    limits: { pyramiding: 2 },
  };
}

/** Compiles; what compiles must also run, and compile to itself. */
function tryOut(input: unknown): boolean {
  const outcome = compileStrategy(input);
  if (!outcome.ok) {
    expect(outcome.errors.length).toBeGreaterThan(0);
    for (const { path, code } of outcome.errors) expect(`${typeof path} ${code}`).toMatch(/^string E_/);
    return false;
  }
  const { strategy } = outcome;
  const again = compileStrategy(strategy.canonical);
  expect(again).toMatchObject({ ok: true, strategy: { strategyHash: strategy.strategyHash } });
  if (strategy.symbols.some((symbol) => !BARS.has(symbol))) return true;
  const bound = bindStrategy(strategy, BARS);
  for (const expression of strategy.expressions) {
    const value = evaluateBound(bound.expression('A', expression), createPositionState(), 39);
    expect(typeof value).toBe('number');
    if (expression.type === 'bool') expect([0, 1, NaN]).toContainEqual(value);
  }
  return true;
}

describe('hostile inputs', () => {
  it('of words in any order never crash the compiler', () => {
    fc.assert(
      fc.property(text, (enter) => {
        tryOut(document(enter));
      }),
      { numRuns: 1500 },
    );
  });

  it('that mean something run on bars', () => {
    let ran = 0;
    fc.assert(
      fc.property(number, (expression) => {
        ran += tryOut(document(`${expression} > 1`)) ? 1 : 0;
      }),
      { numRuns: 1500 },
    );
    expect(ran).toBeGreaterThan(300);
  });

  it('in place of any member of a document never crash the compiler', () => {
    const places = pathsOf(document('close > open'));
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.oneof(fc.jsonValue(), text, fc.anything()),
        (path, value) => {
          tryOut(replaceAt(document('close > open'), path, value));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('never crash the conversion of spellings', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.anything()), (expression) => {
        const spelling = spellExpression(expression);
        if (spelling.ok) expect(spellExpression(spelling.tree)).toEqual(spelling);
        else expect(spelling.errors.length).toBeGreaterThan(0);
      }),
      { numRuns: 1500 },
    );
  });
});

type Path = readonly string[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, member]) => pathsOf(member, [...path, key]))];
}

function replaceAt(value: unknown, [key, ...rest]: Path, replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = replaceAt(copy[key], rest, replacement);
  return copy;
}
