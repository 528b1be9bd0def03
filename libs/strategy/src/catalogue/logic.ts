import { rollingSum } from '../kernels/rolling-sum.js';
import type { PlanBuilder } from '../plan/plan-builder.js';
import type { PlanNode } from '../plan/plan-node.js';
import type { ComposedFunction, FunctionDefinition, SeriesFunction } from './function-definition.js';
import { a, b, bars, condition, x } from './parameters.js';

const composed = {
  kind: 'composed',
  family: 'logic',
  result: 'bool',
  source: 'TradingView Pine v6',
} as const;

/** `left` was not beyond `right` and now is, in the direction of the operator. */
function cross(builder: PlanBuilder, left: PlanNode, right: PlanNode, before: string, now: string): PlanNode {
  return builder.point(
    'and',
    builder.point(before, builder.lag(left, 1), builder.lag(right, 1)),
    builder.point(now, left, right),
  );
}

export const crossUp: ComposedFunction = {
  ...composed,
  name: 'cross_up',
  parameters: [a, b],
  summary: 'Whether a has just risen above b.',
  formula: 'a[1] <= b[1] and a > b',
  compose: ({ builder, args }) => [cross(builder, args[0], args[1], '<=', '>')],
};

export const crossDown: ComposedFunction = {
  ...composed,
  name: 'cross_down',
  parameters: [a, b],
  summary: 'Whether a has just fallen below b.',
  formula: 'a[1] >= b[1] and a < b',
  compose: ({ builder, args }) => [cross(builder, args[0], args[1], '>=', '<')],
};

/** Whether each of the last n steps went in the direction of the operator. */
function steps(builder: PlanBuilder, input: PlanNode, n: number, operator: string): PlanNode {
  const step = builder.point(operator, input, builder.lag(input, 1));
  const count = builder.series({ fn: 'count', output: 0, constants: [n], lookBack: n - 1, seedBars: 0 }, [
    step,
  ]);
  return builder.point('==', count, builder.constant(n));
}

export const rising: ComposedFunction = {
  ...composed,
  name: 'rising',
  parameters: [x, bars('n', 1)],
  summary: 'Whether x rose at each of the last n bars.',
  formula: 'x > x[1] and x[1] > x[2] and … (n comparisons)',
  compose: ({ builder, args, constants }) => [steps(builder, args[0], constants[0], '>')],
};

export const falling: ComposedFunction = {
  ...composed,
  name: 'falling',
  parameters: [x, bars('n', 1)],
  summary: 'Whether x fell at each of the last n bars.',
  formula: 'x < x[1] and x[1] < x[2] and … (n comparisons)',
  compose: ({ builder, args, constants }) => [steps(builder, args[0], constants[0], '<')],
};

export const once: ComposedFunction = {
  ...composed,
  name: 'once',
  parameters: [condition()],
  summary: 'Whether c has just become true.',
  formula: 'c and not c[1]',
  source: 'own',
  compose: ({ builder, args: [c] }) => [builder.point('and', c, builder.point('not', builder.lag(c, 1)))],
};

export const since: SeriesFunction = {
  kind: 'series',
  name: 'since',
  family: 'logic',
  parameters: [condition()],
  result: 'num',
  summary: 'Bars since c was last true: 0 when it is, missing when it never was.',
  formula: 'smallest k >= 0 with c[k]',
  source: 'TradingView Pine v6 ta.barssince',
  lookBack: () => 0,
  kernel({ outputs: [out], inputs: [input], from, to }) {
    let bar = NaN;
    for (let i = from; i < to; i += 1) {
      if (input[i] === 1) bar = i;
      out[i] = i - bar;
    }
  },
};

export const count: SeriesFunction = {
  kind: 'series',
  name: 'count',
  family: 'logic',
  parameters: [condition(), bars()],
  result: 'num',
  summary: 'How many of the last n bars made c true.',
  formula: 'number of k in 0 … n - 1 with c[k]',
  source: 'own',
  lookBack: ([n]) => n - 1,
  kernel: ({ outputs, inputs, constants: [n], from, to }) =>
    rollingSum(outputs[0], inputs[0], from, to, n, 1),
};

export const LOGIC: readonly FunctionDefinition[] = [crossUp, crossDown, rising, falling, since, count, once];
