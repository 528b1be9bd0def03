import type {
  ComposedFunction,
  FunctionDefinition,
  PointFunction,
  SeriesFunction,
} from './function-definition.js';
import { a, b, bars, condition, x } from './parameters.js';

const point = { kind: 'point', family: 'math', result: 'num', source: 'IEEE 754' } as const;

function ofOne(name: string, summary: string, formula: string): PointFunction {
  return { ...point, name, operator: name, parameters: [a], summary, formula };
}

const clamp: ComposedFunction = {
  kind: 'composed',
  name: 'clamp',
  family: 'math',
  parameters: [a, { name: 'low', type: 'num' }, { name: 'high', type: 'num' }],
  result: 'num',
  summary: 'Kept between two bounds.',
  formula: 'min(max(a, low), high)',
  source: 'own',
  compose: ({ builder, args: [value, low, high] }) => [
    builder.point('min', builder.point('max', value, low), high),
  ],
};

const change: SeriesFunction = {
  kind: 'series',
  name: 'change',
  family: 'math',
  parameters: [x, bars('n', 1)],
  result: 'num',
  summary: 'Difference to the value n bars ago.',
  formula: 'x - x[n]',
  source: 'TradingView Pine v6 ta.change',
  lookBack: ([n]) => n,
  kernel({ outputs: [out], inputs: [input], constants: [n], from, to }) {
    for (let i = from + n; i < to; i += 1) out[i] = input[i] - input[i - n];
  },
};

export const MATHEMATICS: readonly FunctionDefinition[] = [
  ofOne('abs', 'Absolute value.', '|a|'),
  {
    ...point,
    name: 'min',
    operator: 'min',
    parameters: [a, b],
    foldsUpTo: 8,
    summary: 'The smallest of two to eight.',
    formula: 'smallest argument; missing when one is',
  },
  {
    ...point,
    name: 'max',
    operator: 'max',
    parameters: [a, b],
    foldsUpTo: 8,
    summary: 'The largest of two to eight.',
    formula: 'largest argument; missing when one is',
  },
  ofOne('log', 'Natural logarithm.', 'ln a; missing unless a > 0'),
  ofOne('sqrt', 'Square root.', '√a; missing when a < 0'),
  ofOne('sign', 'Sign.', '1, 0 or -1'),
  clamp,
  {
    ...point,
    name: 'nz',
    operator: 'nz',
    parameters: [a, { name: 'b', type: 'num', default: 0 }],
    summary: 'A number in place of a missing one.',
    formula: 'a, or b when a is missing',
  },
  {
    ...point,
    name: 'if',
    operator: 'if',
    parameters: [condition(), { name: 'a', type: 'value' }, { name: 'b', type: 'value' }],
    result: 'value',
    summary: 'One of two values.',
    formula: 'a when c is true, b when it is false, missing when it is missing',
    source: 'own',
  },
  change,
];
