import fc from 'fast-check';
import { describeFunctions } from '../describe-functions.js';
import { spellExpression } from '../spell-expression.js';
import { asAllocation, asRule, hostileDocument } from './hostile-document.js';
import { largeDocuments } from './large-documents.js';
import { fail, tryOut } from './try-out.js';

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
    "'B'",
    "'1w'",
    "'month_end'",
    "'pe'",
    "'earnings'",
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
    fc.constantFrom(
      'close',
      'high',
      'low',
      'open',
      'volume',
      'vwap',
      'month',
      'entry_price',
      'fast',
      '2',
      '0.5',
    ),
    fc
      .tuple(
        fc.constantFrom(...describeFunctions()),
        fc.array(tie('number'), { maxLength: 3 }),
        fc.nat(12),
        fc.constantFrom('A', 'B', '1w', '1mo', 'month_end', 'week_start'),
      )
      .map(([{ parameters, name, result, outputs }, args, n, quoted]) => {
        const given = parameters.map(({ type, words = [] }, index) => {
          if (type === 'const') return `${n}`;
          if (type === 'text') return `'${words[n * 7] ?? words[n % 2] ?? quoted}'`;
          return type === 'bool' ? `${args[index] ?? 'close'} > 1` : (args[index] ?? 'close');
        });
        const output = outputs[n] === undefined ? '' : `.${outputs[n]}`;
        const call = `${name}(${given.join(', ')})${output}`;
        return result === 'bool' ? `if(${call}, 1, 0)` : call;
      }),
    fc
      .tuple(tie('number'), fc.constantFrom('+', '-', '*', '/'), tie('number'))
      .map((parts) => `(${parts.join(' ')})`),
    tie('number').map((inner) => `(${inner})[3]`),
  ),
}));

const decision = fc.constantFrom(asRule, asAllocation);

/** Comparisons joined by `and` and `or`. */
const condition = fc
  .array(
    fc.tuple(
      fc.constantFrom('and', 'or', 'and not'),
      number,
      fc.constantFrom('<', '<=', '>', '>=', '==', '!='),
      number,
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => `1 < 2 ${parts.map((part) => part.join(' ')).join(' ')}`);

/** A text with a few places cut out, doubled or swapped for something else. */
const mutated = fc
  .tuple(
    number,
    fc.array(fc.tuple(fc.nat(200), fc.nat(12), fc.constantFrom('', 'x2', ...WORDS)), { maxLength: 4 }),
  )
  .map(([expression, changes]) =>
    changes.reduce((now, [at, length, put]) => {
      const from = at % (now.length + 1);
      const part = now.slice(from, from + length);
      return now.slice(0, from) + (put === 'x2' ? part + part : put) + now.slice(from + length);
    }, `${expression} > 1`),
  );

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

const somewhere = fc.oneof(
  ...[asRule, asAllocation].map((decide) => {
    const whole = hostileDocument(decide, 'close > open');
    return fc
      .tuple(fc.constantFrom(...pathsOf(whole)), fc.oneof(fc.jsonValue(), text, number, fc.anything()))
      .map(([path, value]) => replaceAt(whole, path, value));
  }),
);

/** A sort of input, and what must hold for each of its kind; it throws where it doesn't. */
export interface HostileInputs {
  readonly what: string;
  readonly inputs: fc.Arbitrary<unknown>;
  /** Whether the input was accepted and ran. */
  readonly tryOut: (input: unknown) => boolean;
}

const inDocument = (expressions: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
  fc.tuple(decision, expressions).map(([decide, expression]) => hostileDocument(decide, expression));

export const MEANINGFUL: HostileInputs = {
  what: 'expressions that mean something',
  inputs: inDocument(
    fc.oneof(
      number.map((value) => `${value} > 1`),
      condition,
    ),
  ),
  tryOut,
};

export const HOSTILE_INPUTS: readonly HostileInputs[] = [
  { what: 'words in any order', inputs: inDocument(text), tryOut },
  MEANINGFUL,
  { what: 'expressions with slips', inputs: inDocument(mutated), tryOut },
  { what: 'large documents', inputs: largeDocuments, tryOut },
  { what: 'anything in place of a member', inputs: somewhere, tryOut },
  {
    what: 'either spelling of anything',
    inputs: fc.oneof(text, mutated, fc.anything()),
    tryOut(input: unknown): boolean {
      const spelling = spellExpression(input);
      if (!spelling.ok) return spelling.errors.length === 0 ? fail('refused without a reason', input) : false;
      const again = spellExpression(spelling.tree);
      if (JSON.stringify(again) !== JSON.stringify(spelling)) fail('spelled otherwise', { spelling, again });
      return true;
    },
  },
];
