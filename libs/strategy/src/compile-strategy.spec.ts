import { compileStrategy } from './compile-strategy.js';
import type { CompiledStrategy, CompileOptions } from './compiled-strategy.js';
import { FAULT_CODES } from './fault-codes.js';

type Document = Record<string, unknown>;

const VALID = {
  version: 1,
  name: 'test',
  symbols: ['AAPL'],
  rules: { long: { enter: 'close > open', exit: 'close < open' } },
};

/** `code path start-end` of each fault and warning. */
function faultsOf(document: unknown, options?: CompileOptions): string[] {
  const outcome = compileStrategy(document, options);
  return [...(outcome.ok ? [] : outcome.errors), ...outcome.warnings].map(
    ({ code, path, span }) => `${code} ${path}${span === undefined ? '' : ` ${span.join('-')}`}`,
  );
}

function enter(expression: unknown, more: Document = {}): Document {
  return { ...VALID, rules: { long: { enter: expression, exit: 'close < open' } }, ...more };
}

function compiled(document: unknown, options?: CompileOptions): CompiledStrategy {
  const outcome = compileStrategy(document, options);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
  return outcome.strategy;
}

function allocate(allocation: unknown, more: Document = {}): Document {
  return { version: 1, symbols: ['A', 'B'], allocate: allocation, ...more };
}

type Row = [what: string, document: unknown, faults: string[], options?: CompileOptions];

/** Objects, since jest takes a test of as many parameters as a row has members plus one for asynchronous. */
function toRows(
  rows: Row[],
): { what: string; document: unknown; faults: string[]; options?: CompileOptions }[] {
  return rows.map(([what, document, faults, options]) => ({ what, document, faults, options }));
}

const ENTER = '/rules/long/enter';

/** Each hostile or wrong expression with the fault that it must get. */
const EXPRESSIONS: [expression: string, fault: string][] = [
  ['close[-1] > open', `E_LOOKAHEAD ${ENTER} 6-8`],
  ["constructor('x') > 1", `E_UNKNOWN_FN ${ENTER} 0-11`],
  ['a.constructor > 1', `E_UNKNOWN_NAME ${ENTER} 0-13`],
  ['__proto__ > 1', `E_UNKNOWN_NAME ${ENTER} 0-9`],
  ['__proto__(1) > 1', `E_UNKNOWN_FN ${ENTER} 0-9`],
  ['toString() > 1', `E_UNKNOWN_FN ${ENTER} 0-8`],
  ['hasOwnProperty > 1', `E_UNKNOWN_NAME ${ENTER} 0-14`],
  ['1 < close < 3', `E_PARSE ${ENTER} 10-11`],
  [`${'('.repeat(1000)}1${')'.repeat(1000)} > 0`, `E_BUDGET ${ENTER} 64-65`],
  ['smaa(close, 5) > 1', `E_UNKNOWN_FN ${ENTER} 0-4`],
  ['sma(close) > 1', `E_ARITY ${ENTER} 0-10`],
  ['sma(close, 5, 6) > 1', `E_ARITY ${ENTER} 0-16`],
  ['sma(14, 5) > 1', `E_TYPE ${ENTER} 4-6`],
  ['sma(close > 1, 5) > 1', `E_TYPE ${ENTER} 4-13`],
  ['sma(close, close) > 1', `E_CONST_REQUIRED ${ENTER} 11-16`],
  ['sma(close, 2 + 3) > 1', `E_CONST_REQUIRED ${ENTER} 11-16`],
  ['sma(close, 0) > 1', `E_RANGE ${ENTER} 11-12`],
  ['sma(close, 2.5) > 1', `E_RANGE ${ENTER} 11-14`],
  ['sma(close, 5001) > 1', `E_RANGE ${ENTER} 11-15`],
  ['sma(close, -5) > 1', `E_RANGE ${ENTER} 11-13`],
  ['sma(close, 5).upper > 1', `E_UNKNOWN_NAME ${ENTER} 14-19`],
  ["sma('x', 5) > 1", `E_TYPE ${ENTER} 4-7`],
  ["'x'", `E_TYPE ${ENTER} 0-3`],
  ['close', `E_TYPE ${ENTER} 0-5`],
  ['not close', `E_TYPE ${ENTER} 4-9`],
  ['close and open > 1', `E_TYPE ${ENTER} 0-5`],
  ['(close > 1) + 1 > 1', `E_TYPE ${ENTER} 1-10`],
  ['if(close > 1, close, open > 1) > 1', `E_TYPE ${ENTER} 21-29`],
  ['close[5001] > 1', `E_RANGE ${ENTER} 6-10`],
  ['close[nope] > 1', `E_UNKNOWN_NAME ${ENTER} 6-10`],
  ['close[open] > 1', `E_CONST_REQUIRED ${ENTER} 6-10`],
  ['entry_price[1] > 1', `E_TYPE ${ENTER} 0-11`],
  ['sma(pnl_pct, 5) > 1', `E_TYPE ${ENTER} 4-11`],
  ['cross_up(bars_held, 5)', `E_TYPE ${ENTER} 9-18`],
  ['Close > 1', `E_UNKNOWN_NAME ${ENTER} 0-5`],
  ['sma > 1', `E_UNKNOWN_NAME ${ENTER} 0-3`],
  ["on('nope!', close) > 1", `E_UNKNOWN_NAME ${ENTER} 3-10`],
  ['on(close, close) > 1', `E_TYPE ${ENTER} 3-8`],
  ["tf('2w', close) > 1", `E_UNKNOWN_NAME ${ENTER} 3-7`],
  ["tf('1mo', tf('1w', close)) > 1", `E_RANGE ${ENTER} 3-8`],
  ["on('SPY', bars_held) > 1", `E_TYPE ${ENTER} 10-19`],
  ['sma(sma(close, 4000), 3000) > 1', `E_BUDGET ${ENTER}`],
  ["due('monthly')", `E_UNKNOWN_NAME ${ENTER} 4-13`],
  ['due(close)', `E_TYPE ${ENTER} 4-9`],
  ['rank(5) > 1', `E_TYPE ${ENTER} 5-6`],
  ['rank() > 1', `E_ARITY ${ENTER} 0-6`],
  ['rank(pnl_pct) > 1', `E_TYPE ${ENTER} 5-12`],
  ["tf('1w', 2 * rank(close)) > 1", `E_TYPE ${ENTER} 3-7`],
  ["on('SPY', uni_mean(close)) > 1", `E_TYPE ${ENTER} 3-8`],
];

/** Each wrong document with the faults that it must get. */
const DOCUMENTS: Row[] = [
  ['no object', 'sma', ['E_SCHEMA ']],
  ['a list', [VALID], ['E_SCHEMA ']],
  ['null', null, ['E_SCHEMA ']],
  ['another version', { ...VALID, version: 2 }, ['E_VERSION /version']],
  ['no version', { ...VALID, version: undefined }, ['E_VERSION /version']],
  ['an unknown key', { ...VALID, rule: 1 }, ['E_UNKNOWN_KEY /rule']],
  ['a key with a slash', { ...VALID, 'a/b~c': 1 }, ['E_UNKNOWN_KEY /a~1b~0c']],
  ['no rules', { ...VALID, rules: undefined }, ['E_SCHEMA /rules']],
  ['no side', { ...VALID, rules: {} }, ['E_SCHEMA /rules']],
  ['no entry', { ...VALID, rules: { long: { exit: 'close > 1' } } }, ['E_SCHEMA /rules/long/enter']],
  ['both modes', { ...VALID, allocate: {} }, ['E_CONFLICT /allocate']],
  ['no symbols', { ...VALID, symbols: undefined }, ['E_SCHEMA /symbols']],
  ['an empty list of symbols', { ...VALID, symbols: [] }, ['E_SCHEMA /symbols']],
  ['a symbol in lower case', { ...VALID, symbols: ['aapl'] }, ['E_SCHEMA /symbols/0']],
  ['an object for a symbol', { ...VALID, symbols: { a: { toString: 0 } } }, ['E_SCHEMA /symbols/a']],
  ['a symbol twice', { ...VALID, symbols: ['A', 'A'] }, ['E_CONFLICT /symbols/1']],
  [
    'too many symbols',
    { ...VALID, symbols: Array.from({ length: 501 }, (_, i) => `S${i}`) },
    ['E_BUDGET /symbols'],
  ],
  ['an alias that is a word', { ...VALID, symbols: { close: 'A' } }, ['E_CONFLICT /symbols/close']],
  [
    'symbols of the run that fit no alias',
    { ...VALID, symbols: { a: 'A' } },
    ['E_CONFLICT /symbols'],
    { symbols: ['A', 'B'] },
  ],
  ['a parameter without value', { ...VALID, params: { n: { min: 1 } } }, ['E_SCHEMA /params/n/value']],
  [
    'a parameter that is no number',
    { ...VALID, params: { n: { value: '5' } } },
    ['E_SCHEMA /params/n/value'],
  ],
  [
    'a parameter out of bounds',
    { ...VALID, params: { n: { value: 5, max: 4 } } },
    ['E_RANGE /params/n/value'],
  ],
  [
    'bounds the wrong way round',
    { ...VALID, params: { n: { value: 5, min: 9, max: 4 } } },
    ['E_CONFLICT /params/n/min'],
  ],
  ['a parameter named like a price', { ...VALID, params: { close: 5 } }, ['E_CONFLICT /params/close']],
  [
    'a parameter that is no name',
    JSON.parse(
      '{"version":1,"symbols":["A"],"params":{"__proto__":5},"rules":{"long":{"enter":"close>1","exit":"close<1"}}}',
    ),
    ['E_SCHEMA /params/__proto__'],
  ],
  [
    'thirteen parameters',
    { ...VALID, params: Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`p${i}`, 1])) },
    ['E_BUDGET /params'],
  ],
  ['a value for no parameter', VALID, ['E_UNKNOWN_NAME /params/fast'], { params: { fast: 1 } }],
  [
    'a value out of bounds',
    { ...VALID, params: { n: { value: 5, max: 6 } } },
    ['E_RANGE /params/n'],
    { params: { n: 7 } },
  ],
  ...[
    [{ value: 7, max: 6 }, 'E_RANGE /params/n/value'],
    [{ value: 0, min: 1 }, 'E_RANGE /params/n/value'],
    [{ value: '5' }, 'E_SCHEMA /params/n/value'],
    [{ min: 1 }, 'E_SCHEMA /params/n/value'],
    ['five', 'E_SCHEMA /params/n'],
    [{ value: 5, min: 9, max: 4 }, 'E_CONFLICT /params/n/min'],
  ].map(([n, fault]): Row => {
    const document = enter('close > sma(close, n)', { params: { n } });
    return [`the parameter ${JSON.stringify(n)}, and not its users`, document, [fault as string]];
  }),
  ['a circle', { ...VALID, let: { a: 'b + 1', b: 'a + 1' } }, ['E_CYCLE /let/a', 'E_CYCLE /let/b']],
  ['a definition by itself', { ...VALID, let: { a: 'a' } }, ['E_CYCLE /let/a']],
  ['a name for two things', { ...VALID, params: { a: 1 }, let: { a: 'close' } }, ['E_CONFLICT /let/a']],
  [
    'a stop of no kind',
    { ...VALID, rules: { long: { enter: 'close>1', stops: [{ at: 'close' }] } } },
    ['E_SCHEMA /rules/long/stops/0/kind'],
  ],
  [
    'a stop without price',
    { ...VALID, rules: { long: { enter: 'close>1', stops: [{ kind: 'stop' }] } } },
    ['E_SCHEMA /rules/long/stops/0/at'],
  ],
  [
    'a stop with a wrong member',
    { ...VALID, rules: { long: { enter: 'close>1', stops: [{ kind: 'time', bars: 3, at: 1 }] } } },
    ['E_UNKNOWN_KEY /rules/long/stops/0/at'],
  ],
  [
    'a time of no bars',
    { ...VALID, rules: { long: { enter: 'close>1', stops: [{ kind: 'time', bars: 0 }] } } },
    ['E_RANGE /rules/long/stops/0/bars'],
  ],
  [
    'a limit order without price',
    { ...VALID, rules: { long: { enter: 'close>1', exit: 'close<1', order: { kind: 'limit' } } } },
    ['E_SCHEMA /rules/long/order/price'],
  ],
  [
    'a market order with a price',
    {
      ...VALID,
      rules: { long: { enter: 'close>1', exit: 'close<1', order: { kind: 'market', price: 'close' } } },
    },
    ['E_CONFLICT /rules/long/order/price'],
  ],
  [
    'a leg of an unknown symbol',
    {
      ...VALID,
      symbols: { a: 'A' },
      rules: { long: { enter: 'a.close>1', legs: [{ symbol: 'b', weight: 1 }] } },
    },
    ['E_UNKNOWN_NAME /rules/long/legs/0/symbol'],
  ],
  [
    'a basket with a price of its own',
    {
      ...VALID,
      symbols: { a: 'A' },
      rules: { long: { enter: 'close>1', exit: 'a.close<1', legs: [{ symbol: 'a', weight: 1 }] } },
    },
    ['E_CONFLICT /rules/long/enter'],
  ],
  [
    'a basket with a stop price',
    {
      ...VALID,
      symbols: { a: 'A' },
      rules: {
        long: { enter: 'a.close>1', stops: [{ kind: 'stop', at: '1' }], legs: [{ symbol: 'a', weight: 1 }] },
      },
    },
    ['E_CONFLICT /rules/long/stops/0'],
  ],
  ['a sizing of no kind', { ...VALID, sizing: { kind: 'all', value: 1 } }, ['E_SCHEMA /sizing/kind']],
  ['a sizing of nothing', { ...VALID, sizing: { kind: 'equity', value: 0 } }, ['E_RANGE /sizing/value']],
  ['risk without a stop', { ...VALID, sizing: { kind: 'risk', value: 0.01 } }, ['E_CONFLICT /rules/long']],
  [
    'wrong limits',
    { ...VALID, limits: { exclusive: 1, pyramiding: 0, max_gros: 2 } },
    ['E_UNKNOWN_KEY /limits/max_gros', 'E_SCHEMA /limits/exclusive', 'E_RANGE /limits/pyramiding'],
  ],
  ['more than 64 KB', { ...VALID, description: 'x'.repeat(70_000) }, ['E_BUDGET ']],
  [
    'too many nodes',
    enter('close > 1', {
      let: Object.fromEntries(
        Array.from({ length: 9 }, (_, i) => [`l${i}`, Array(299).fill('close').join('+')]),
      ),
    }),
    ['E_BUDGET /let/l3'],
  ],
  ['an allocation that is no object', allocate(1), ['E_SCHEMA /allocate']],
  ['an allocation of no time', allocate({ where: 'close > 1' }), ['E_SCHEMA /allocate/every']],
  ['an allocation of a wrong time', allocate({ every: 'monthend' }), ['E_SCHEMA /allocate/every']],
  [
    'an allocation with wrong members',
    allocate({
      every: 'day',
      were: 'close > 1',
      where: 'close',
      rank: 'smaa(close, 5)',
      top: 0,
      weights: 'close > 1',
      rest: 'cash',
      band: 2,
      max_weight: 0,
    }),
    [
      'E_UNKNOWN_KEY /allocate/were',
      'E_TYPE /allocate/where 0-5',
      'E_UNKNOWN_FN /allocate/rank 0-4',
      'E_TYPE /allocate/weights 0-9',
      'E_RANGE /allocate/top',
      'E_RANGE /allocate/band',
      'E_RANGE /allocate/max_weight',
      'E_UNKNOWN_NAME /allocate/rest',
    ],
  ],
  ['a top of no rank', allocate({ every: 'day', top: 3 }), ['E_CONFLICT /allocate/top']],
  [
    'a top that changes with the bars',
    allocate({ every: 'day', rank: 'close', top: 'day_of_week' }),
    ['E_CONST_REQUIRED /allocate/top'],
  ],
  [
    'a top by a parameter that is no whole number',
    allocate({ every: 'day', rank: 'close', top: 'n' }, { params: { n: 2.5 } }),
    ['E_RANGE /allocate/top'],
  ],
  ['weights of nothing', allocate({ every: 'day', weights: '1 - 1' }), ['E_RANGE /allocate/weights']],
  [
    'an allocation by risk',
    allocate({ every: 'day' }, { sizing: { kind: 'risk', value: 0.01 } }),
    ['E_CONFLICT /sizing/kind'],
  ],
  [
    'limits that mean nothing to an allocation',
    allocate({ every: 'day' }, { limits: { pyramiding: 2, max_positions: 3 } }),
    ['E_UNKNOWN_KEY /limits/pyramiding'],
  ],
  ['too large a run', VALID, ['E_BUDGET '], { bars: 1e11 }],
];

describe('compileStrategy', () => {
  it.each(EXPRESSIONS)('refuses %s', (expression, fault) => {
    expect(faultsOf(enter(expression))).toEqual([fault]);
  });

  it.each(toRows(DOCUMENTS))('refuses a document with $what', ({ document, faults, options }) => {
    const found = faultsOf(document, options).filter((fault) => !fault.startsWith('W_'));
    expect(found.slice(0, faults.length)).toEqual(faults);
  });

  it('has a test for every code but that of missing data', () => {
    const tested = [...EXPRESSIONS.map(([, fault]) => fault), ...DOCUMENTS.flatMap(([, , faults]) => faults)];
    const codes = new Set(tested.map((fault) => fault.split(' ')[0]));
    const errors = Object.keys(FAULT_CODES).filter((code) => code.startsWith('E_') && code !== 'E_DATA');
    expect([...codes].sort()).toEqual(errors.sort());
  });

  it('reports all faults of a document and of an expression at once', () => {
    const document = enter('smaa(close, 3) > nope and cross_up(close, 1 > 2)', { version: 3, foo: 1 });
    expect(faultsOf(document)).toEqual([
      'E_UNKNOWN_KEY /foo',
      'E_VERSION /version',
      `E_UNKNOWN_FN ${ENTER} 0-4`,
      `E_UNKNOWN_NAME ${ENTER} 17-21`,
      `E_TYPE ${ENTER} 42-47`,
    ]);
  });

  it('says what was probably meant', () => {
    const outcome = compileStrategy(enter('smaa(close, 5) > cloze'));
    expect(outcome).toMatchObject({
      errors: [{ hint: "did you mean 'sma'?" }, { hint: "did you mean 'close'?" }],
    });
  });

  it('points into a tree where its fault is', () => {
    const tree = { op: '>', args: [{ fn: 'smaa', args: [] }, { ref: 'nope' }] };
    expect(faultsOf(enter(tree))).toEqual([
      `E_UNKNOWN_FN ${ENTER}/args/0/fn`,
      `E_UNKNOWN_NAME ${ENTER}/args/1`,
    ]);
  });

  it('stops at a document that is too deep or contains itself', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 20_000; i += 1) deep = [deep];
    const circle: Document = { ...VALID };
    circle.rules = circle;
    expect(faultsOf(deep)).toEqual(['E_BUDGET ']);
    expect(faultsOf(circle)).toEqual(['E_BUDGET ']);
  });

  it('keeps definitions that double at each step within the budget', () => {
    const lets = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`l${i + 1}`, `l${i} + l${i}`]));
    expect(faultsOf(enter('l60 > 0', { let: { l0: 'close', ...lets } }))).toEqual([]);
  });
});

describe('warnings', () => {
  it.each(
    toRows([
      ['a condition that is always true', enter('1 < 2'), [`W_ALWAYS_TRUE ${ENTER}`]],
      ['a condition that is never true', enter('1 > 2'), [`W_NEVER_TRUE ${ENTER}`]],
      [
        'a value that is never reached',
        enter('close > 5 and rsi(close, 14) > 170'),
        [`W_NEVER_TRUE ${ENTER} 14-34`],
      ],
      ['a value that is always reached', enter('stoch(14, 3, 3).d[1] >= 0'), [`W_ALWAYS_TRUE ${ENTER} 0-25`]],
      ['a share taken for a percentage', enter('1 - adx() / 100 > 20'), [`W_NEVER_TRUE ${ENTER} 0-20`]],
      [
        'a month that there is not',
        enter('month == 13 or month == 0'),
        [`W_NEVER_TRUE ${ENTER} 0-11`, `W_NEVER_TRUE ${ENTER} 15-25`],
      ],
      [
        'a level that a parameter sets too high',
        enter('mfi() > top', { params: { top: 101 } }),
        [`W_NEVER_TRUE ${ENTER} 0-11`],
      ],
      [
        'a condition that is always missing',
        enter('1 / 0 > 2'),
        [`W_MISSING ${ENTER} 4-5`, `W_NEVER_TRUE ${ENTER}`],
      ],
      ['a division by zero', enter('close / (2 - 2) > 1'), [`W_MISSING ${ENTER} 9-14`]],
      [
        'unused names',
        { ...VALID, params: { n: 1 }, let: { x: 'close' } },
        ['W_UNUSED /params/n', 'W_UNUSED /let/x'],
      ],
      ['a rank that picks nothing', allocate({ every: 'day', rank: 'close' }), ['W_UNUSED /allocate/rank']],
      ['no way out', { ...VALID, rules: { long: { enter: 'close > 1' } } }, ['W_EXIT_MISSING /rules/long']],
      ['a warm-up that eats the bars', enter('sma(close, 200) > 1'), ['W_WARMUP_EATS_RANGE '], { bars: 300 }],
    ]),
  )('tell of $what', ({ document, faults, options }) => {
    expect(faultsOf(document, options)).toEqual(faults);
  });

  const withStops = (side: 'long' | 'short', ...stops: unknown[]): Document => {
    return { ...VALID, rules: { [side]: { enter: 'close > open', exit: 'close < open', stops } } };
  };

  it.each([
    ['long', 'stop', 'entry_price * 1.02', true],
    ['long', 'stop', 'entry_price', true],
    ['long', 'stop', 'entry_price + 2 * atr(14)', true],
    ['long', 'stop', '-5', true],
    ['long', 'stop', 'entry_price * 0.98', false],
    ['long', 'stop', 'entry_price - 2 * atr(14)', false],
    ['long', 'stop', '(entry_price + close) / 2', false],
    ['long', 'stop', '95', false],
    ['long', 'stop', 'max(entry_price, close)', false],
    ['long', 'target', 'entry_price - atr(14) / 2', true],
    ['long', 'target', '(1 + 5%) * entry_price', false],
    ['long', 'target', '2 * peak - entry_price * 0.5', false],
    ['short', 'stop', 'entry_price / 1.1', true],
    ['short', 'stop', 'entry_price * 1.1', false],
    ['short', 'target', 'trough + 1', true],
    ['short', 'target', 'entry_price - 3', false],
  ] as const)('tell whether a %s %s at %s is on its side of the entry', (side, kind, at, isWarned) => {
    const warning = `W_STOP_SIDE /rules/${side}/stops/0/at`;
    expect(faultsOf(withStops(side, { kind, at }))).toEqual(isWarned ? [warning] : []);
  });

  it('tell of a trailing distance that is never above zero', () => {
    const path = '/rules/long/stops/0/distance';
    for (const distance of [0, -2, '-atr(14)', '0 * 5'])
      expect(faultsOf(withStops('long', { kind: 'trail', distance }))).toEqual([`W_STOP_SIDE ${path}`]);
    expect(faultsOf(withStops('long', { kind: 'trail', distance: 'close - 5' }))).toEqual([]);
  });

  it('tell of an order whose price is never above zero', () => {
    const order = { kind: 'trailing_stop', distance: '-2 * atr(14)' };
    const rules = { long: { ...VALID.rules.long, order } };
    expect(faultsOf({ ...VALID, rules })).toEqual(['W_NEVER_TRUE /rules/long/order/distance']);
  });

  it.each([
    ['in_position and close > open', true],
    ['close > open and bars_held > 3', true],
    ['not (not in_position or close > open)', true],
    ['pnl_pct + 1 > 0', true],
    ['in_position or close > open', false],
    ['not in_position and close > open', false],
    ['nz(bars_held, 9) > 3', false],
    ['equity > 1000', false],
  ])('tell whether an entry of %s needs the position that it is to open', (expression, isWarned) => {
    const warning = `W_NEVER_TRUE ${ENTER}`;
    expect(faultsOf(enter(expression))).toEqual(isWarned ? [warning] : []);
    expect(faultsOf(enter(expression, { limits: { pyramiding: 2 } }))).toEqual([]);
    const short = { enter: 'close < open', exit: 'close > open' };
    const rules = { long: { enter: expression, exit: 'close < open' }, short };
    expect(faultsOf({ ...VALID, rules })).toEqual([]);
  });

  it('are not given when the other side reverses', () => {
    const rules = { long: { enter: 'close > 1' }, short: { enter: 'close < 1' } };
    expect(faultsOf({ ...VALID, rules })).toEqual([]);
  });
});

describe('the canonical document', () => {
  const loose = {
    rules: {
      long: {
        exit: 'close<open',
        enter: { op: '>', args: [{ ref: 'close' }, { fn: 'sma', args: [{ ref: 'close' }, { param: 'n' }] }] },
      },
    },
    params: { n: 5 },
    symbols: ['AAPL'],
    name: 'loose',
    version: 1,
  };

  it('has defaults filled in, keys sorted and expressions in one spelling', () => {
    expect(JSON.stringify(compiled(loose).canonical)).toBe(
      '{"let":{},"limits":{"cooldown_bars":0,"exclusive":true,"pyramiding":1},"name":"loose","params":{"n":{"value":5}},' +
        '"rules":{"long":{"enter":"close > sma(close, n)","exit":"close < open","order":{"kind":"market"},"stops":[]}},' +
        '"sizing":{"kind":"equity","value":1},"symbols":["AAPL"],"version":1}',
    );
  });

  it('compiles to itself', () => {
    const once = compiled(loose);
    const twice = compiled(once.canonical);
    expect(twice.canonical).toEqual(once.canonical);
    expect(twice.strategyHash).toBe(once.strategyHash);
  });

  it('has a hash that follows the decision, not its wording', () => {
    const { strategyHash } = compiled(loose);
    expect(strategyHash).toMatch(/^[0-9a-f]{64}$/);
    expect(compiled({ ...loose, name: 'other', limits: { pyramiding: 1 } }).strategyHash).toBe(strategyHash);
    expect(compiled(loose, { params: { n: 6 } }).strategyHash).not.toBe(strategyHash);
    expect(compiled({ ...loose, symbols: ['MSFT'] }).strategyHash).not.toBe(strategyHash);
  });

  it('has a shape that does not follow the values of parameters', () => {
    const { shapeHash } = compiled(loose);
    expect(compiled(loose, { params: { n: 6 } }).shapeHash).toBe(shapeHash);
    expect(compiled({ ...loose, params: { n: { value: 9, max: 20 } } }).shapeHash).toBe(shapeHash);
    expect(compiled(enter('close > 1')).shapeHash).not.toBe(shapeHash);
  });

  it('takes the values and symbols of the run', () => {
    const strategy = compiled(loose, { params: { n: 7 }, symbols: ['MSFT'] });
    expect(strategy.canonical).toMatchObject({ params: { n: { value: 7 } }, symbols: ['MSFT'] });
    expect(strategy.params).toEqual({ n: 7 });
  });
});

describe('the warm-up', () => {
  const warmupOf = (expression: string, warmup?: 'converged' | 'first_defined'): number =>
    compiled(enter(expression), { warmup }).warmupBars;

  it.each([
    ['close > 0', 0],
    ['sma(close,10)[1] < sma(close,20)[1] and sma(close,10) > sma(close,20)', 19],
    ['cross_up(sma(close,50), sma(close,200))', 199],
    ['rsi(close,14) < 30', 14],
    ['atr(14) > 1 and close > sma(close,50)', 49],
    ['sma(sma(close,10),5) > 0', 13],
    ['close > highest(high,20)[1]', 19],
    ['close[30] > 0', 0],
  ])('in which function calls are first defined: %s needs %i', (expression, bars) => {
    expect(warmupOf(expression, 'first_defined')).toBe(bars);
  });

  it.each([
    ['close > 0', 0],
    ['close[30] > 0', 30],
    ['sma(close,20) > 0', 19],
    ['close > highest(high,20)[1]', 20],
    ['ema(close,20) > 0', 19 + 139],
    ['rsi(close,14) > 50', 14 + 187],
    ["tf('1w', sma(close,4)) > 0", 28],
  ])('in which seeds have faded: %s needs %i', (expression, bars) => {
    expect(warmupOf(expression)).toBe(bars);
  });
});

describe('a compiled strategy', () => {
  it('has the four examples of the format in full', () => {
    const pairs = compiled({
      version: 1,
      name: 'Spread',
      symbols: { a: 'KO', b: 'PEP' },
      let: { ratio: 'log(a.close) - log(b.close)', z: '(ratio - sma(ratio,60)) / 0.02' },
      rules: {
        long: {
          enter: 'z < -2',
          exit: 'z > -0.5',
          stops: [{ kind: 'time', bars: 30 }],
          legs: [
            { symbol: 'a', weight: 0.5 },
            { symbol: 'b', weight: '-0.5 * ratio' },
          ],
        },
      },
    });
    expect(pairs.rules?.long?.legs).toMatchObject([
      { symbol: 'KO', weight: { constant: 0.5 } },
      { symbol: 'PEP', weight: { readsState: false } },
    ]);
    const turtle = compiled({
      ...VALID,
      params: { n: 55 },
      rules: {
        long: {
          enter: 'close > highest(high,n)[1]',
          stops: [
            { kind: 'trail', distance: '3 * atr(20)' },
            { kind: 'stop', at: 'entry_price - 2.5 * atr(14)' },
            { kind: 'breakeven', when: 'pnl_pct > 5' },
          ],
          order: { kind: 'stop_limit', price: 'high * 1.01', limit: 'high * 1.02', expire: 3 },
        },
      },
      sizing: { kind: 'vol_target', value: '10%' },
      limits: { max_positions: 3, max_gross: 1.5, cooldown_bars: 5, exclusive: false, pyramiding: 4 },
    });
    expect(turtle.rules?.long?.stops).toMatchObject([
      { kind: 'trail', distance: { readsState: false } },
      { kind: 'stop', at: { readsState: true } },
      { kind: 'breakeven', when: { type: 'bool' } },
    ]);
    expect(turtle.rules?.long?.order).toMatchObject({ kind: 'stop_limit', limit: {}, expire: 3 });
    expect(turtle.sizing).toMatchObject({ kind: 'vol_target', value: { constant: 0.1 }, volatility: {} });
    expect(turtle.limits).toEqual({
      exclusive: false,
      pyramiding: 4,
      maxPositions: 3,
      maxGross: 1.5,
      cooldownBars: 5,
    });
  });

  it('names the symbols that are only read after those that are traded', () => {
    const { symbols, dataSymbols } = compiled(
      enter("on('SPY', close) > on('QQQ', close) + on('AAPL', close)"),
    );
    expect(symbols).toEqual(['AAPL']);
    expect(dataSymbols).toEqual(['AAPL', 'QQQ', 'SPY']);
  });

  it('reads an allocation with its defaults', () => {
    const strategy = compiled(
      allocate({
        every: 'month_end',
        where: 'close > sma(close, 200)',
        rank: 'roc(close, 20)',
        top: 2,
        rest: 'BIL',
      }),
    );
    expect(strategy.rules).toBeUndefined();
    expect(strategy.allocate).toMatchObject({
      due: { text: "due('month_end')", type: 'bool', path: '/allocate/every' },
      where: { path: '/allocate/where' },
      rank: { type: 'num' },
      top: 2,
      rest: 'BIL',
      band: 0,
      maxWeight: 1,
    });
    expect(strategy.dataSymbols).toEqual(['A', 'B', 'BIL']);
    expect(strategy.canonical).toMatchObject({
      allocate: { every: 'month_end', rank: 'roc(close, 20)', band: 0, max_weight: 1 },
      sizing: { kind: 'equity', value: 1 },
    });
    expect(compiled(strategy.canonical)).toEqual(strategy);
  });

  it('tells a definition from the function of its name', () => {
    const { rules } = compiled(enter('mom > mom(close, 5)', { let: { mom: 'ret(close[21], 231)' } }));
    expect(rules?.long?.enter).toMatchObject({ text: 'mom > mom(close, 5)', root: { firstDefined: 252 } });
  });

  it('takes parameters for the numbers of an allocation', () => {
    const document = allocate(
      { every: 'day', rank: 'close', top: 'n', band: 'b / 100', max_weight: '50%' },
      { params: { n: { value: 1, min: 1, max: 2 }, b: 2 } },
    );
    const { allocate: allocation, canonical } = compiled(document, { params: { n: 2 } });
    expect(allocation).toMatchObject({ top: 2, band: 0.02, maxWeight: 0.5 });
    expect(canonical).toMatchObject({ allocate: { top: 'n', band: 'b / 100', max_weight: '50%' } });
    expect(compiled(canonical).allocate).toEqual(allocation);
  });

  it('takes an alias as the rest of an allocation', () => {
    const { allocate: allocation, canonical } = compiled(
      allocate({ every: 'day', rest: 'b' }, { symbols: { a: 'SPY', b: 'BIL' } }),
    );
    expect(allocation?.rest).toBe('BIL');
    expect(canonical).toMatchObject({ allocate: { rest: 'b' } });
  });

  it('costs more per bar when windows have to be gone through', () => {
    expect(compiled(enter('sma(close, 500) > 1')).work).toBeLessThan(10);
    expect(compiled(enter('cci(500) > 1')).work).toBeGreaterThan(500);
  });

  it('can be cloned into a thread', () => {
    const strategy = compiled(enter('cross_up(sma(close,5), ema(close,9))'));
    expect(structuredClone(strategy)).toEqual(strategy);
  });
});
