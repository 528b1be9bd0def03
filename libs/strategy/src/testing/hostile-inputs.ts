import fc from 'fast-check';
import { bindStrategy } from '../bind-strategy.js';
import { createPositionState, evaluateBound } from '../bound-strategy.js';
import { BUDGETS } from '../budgets.js';
import { compileStrategy } from '../compile-strategy.js';
import type { CompiledStrategy } from '../compiled-strategy.js';
import { describeFunctions } from '../describe-functions.js';
import { spellExpression } from '../spell-expression.js';
import { randomBars } from './evaluate.js';

const ROWS = 40;
/** Rows of the bars that are cut off, to see that what comes later changes nothing. */
const CUT = 27;

const barsOf = (rows: number): Map<string, ReturnType<typeof randomBars>> =>
  new Map(['A', 'B'].map((symbol, seed) => [symbol, randomBars(rows, seed, { symbol })]));
const BARS = barsOf(ROWS);
const CUT_BARS = barsOf(CUT);

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
      .map(([{ parameters, name, result }, args, n, quoted]) => {
        const given = parameters.map(({ type }, index) => {
          if (type === 'const') return `${n}`;
          if (type === 'text') return `'${quoted}'`;
          return type === 'bool' ? `${args[index] ?? 'close'} > 1` : (args[index] ?? 'close');
        });
        const call = `${name}(${given.join(', ')})`;
        return result === 'bool' ? `if(${call}, 1, 0)` : call;
      }),
    fc
      .tuple(tie('number'), fc.constantFrom('+', '-', '*', '/'), tie('number'))
      .map((parts) => `(${parts.join(' ')})`),
    tie('number').map((inner) => `(${inner})[3]`),
  ),
}));

/** What stands for the strategy's decision: the same expression as a rule or as what an allocation goes by. */
type Decision = (expression: unknown) => object;

const asRule: Decision = (enter) => ({
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
  limits: { pyramiding: 2 },
});

const asAllocation: Decision = (where) => ({
  allocate: {
    every: 'month_end',
    where,
    rank: 'roc(close, 5)',
    top: 1,
    weights: '1 / close',
    rest: 'B',
    band: 0.02,
    max_weight: 0.5,
  },
  limits: { max_positions: 2 },
});

const decision = fc.constantFrom(asRule, asAllocation);

function document(decide: Decision, expression: unknown): Record<string, unknown> {
  return {
    version: 1,
    name: 'fuzz',
    symbols: ['A', 'B'],
    params: { fast: { value: 5, min: 1, max: 10 } },
    let: { x: 'close - open' },
    ...decide(expression),
    sizing: { kind: 'equity', value: 0.5 },
  };
}

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

function fail(what: string, about: unknown): never {
  throw new Error(`${what}: ${JSON.stringify(about)}`);
}

/**
 * Compiles; what compiles must keep the budgets, compile to itself, run on bars, and say the same of the past
 * whatever comes later. Gives whether it ran; throws where something is wrong.
 */
function tryOut(input: unknown): boolean {
  const outcome = compileStrategy(input);
  if (!outcome.ok) {
    if (outcome.errors.length === 0) fail('refused without a reason', input);
    for (const fault of outcome.errors)
      if (typeof fault.path !== 'string' || !fault.code.startsWith('E_')) fail('no error', fault);
    return false;
  }
  const { strategy } = outcome;
  checkBudgets(strategy);
  const again = compileStrategy(strategy.canonical);
  if (!again.ok) fail('its canonical form is refused', { canonical: strategy.canonical, ...again });
  if (again.strategy.strategyHash !== strategy.strategyHash)
    fail('another hash the second time', strategy.canonical);
  if (strategy.dataSymbols.some((symbol) => !BARS.has(symbol))) return false;
  checkValues(strategy);
  return true;
}

function checkBudgets({ expressions, nodes, symbols, params, canonical }: CompiledStrategy): void {
  const size = JSON.stringify(canonical).length;
  const fits =
    nodes <= BUDGETS.nodes &&
    symbols.length <= BUDGETS.symbols &&
    Object.keys(params).length <= BUDGETS.params &&
    size <= BUDGETS.documentBytes &&
    expressions.every(({ root }) => root.firstDefined <= BUDGETS.lookBackBars);
  if (!fits) fail('over its budget', { nodes, symbols: symbols.length, size });
}

function checkValues(strategy: CompiledStrategy): void {
  const [whole, cut] = [bindStrategy(strategy, BARS), bindStrategy(strategy, CUT_BARS)];
  const state = createPositionState();
  for (const symbol of strategy.symbols)
    for (const expression of strategy.expressions) {
      const [values, past] = [whole.expression(symbol, expression), cut.expression(symbol, expression)];
      for (let row = 0; row < ROWS; row += 1) {
        const value = evaluateBound(values, state, row);
        const isWrong =
          typeof value !== 'number' ||
          (expression.type === 'bool' && ![0, 1].includes(value) && value === value);
        if (isWrong) fail(`${value} is no ${expression.type}`, expression.text);
        if (row < CUT && !Object.is(value + 0, evaluateBound(past, state, row) + 0))
          fail(`knows the future at ${row}`, expression.text);
      }
    }
}

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
    const whole = document(decide, 'close > open');
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
  fc.tuple(decision, expressions).map(([decide, expression]) => document(decide, expression));

export const MEANINGFUL: HostileInputs = {
  what: 'expressions that mean something',
  inputs: inDocument(number.map((value) => `${value} > 1`)),
  tryOut,
};

export const HOSTILE_INPUTS: readonly HostileInputs[] = [
  { what: 'words in any order', inputs: inDocument(text), tryOut },
  MEANINGFUL,
  { what: 'expressions with slips', inputs: inDocument(mutated), tryOut },
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
