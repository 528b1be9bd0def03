import type { KernelRun } from '../kernels/series-kernel.js';
import { rma } from './averages.js';
import type { ComposedFunction, FunctionDefinition, SeriesFunction } from './function-definition.js';
import { bars } from './parameters.js';
import { seriesOf } from './series-of.js';

function kernel({ outputs: [out], inputs: [high, low, close], from, to }: KernelRun): void {
  for (let i = from + 1; i < to; i += 1) {
    const before = close[i - 1];
    out[i] = Math.max(high[i] - low[i], Math.abs(high[i] - before), Math.abs(low[i] - before));
  }
}

export const tr: SeriesFunction = {
  kind: 'series',
  name: 'tr',
  family: 'series',
  parameters: [],
  prices: ['high', 'low', 'close'],
  result: 'num',
  range: [0, Infinity],
  summary: 'True range.',
  formula: 'max(high - low, abs(high - close[1]), abs(low - close[1]))',
  source: 'Wilder (1978), New Concepts in Technical Trading Systems',
  lookBack: () => 1,
  kernel,
};

export const atr: ComposedFunction = {
  kind: 'composed',
  name: 'atr',
  family: 'series',
  parameters: [bars('n', 14)],
  result: 'num',
  range: [0, Infinity],
  summary: 'Average true range.',
  formula: 'rma(tr(), n)',
  source: 'Wilder (1978), New Concepts in Technical Trading Systems',
  compose: ({ builder, constants }) => [seriesOf(builder, rma, [seriesOf(builder, tr, [], [])], constants)],
};

export const natr: ComposedFunction = {
  ...atr,
  name: 'natr',
  summary: 'Average true range in percent of the close.',
  formula: '100 * atr(n) / close',
  source: 'TA-Lib NATR',
  compose(call) {
    const { builder } = call;
    const percent = builder.point('*', builder.constant(100), atr.compose(call)[0]);
    return [builder.point('/', percent, builder.price('close'))];
  },
};

export const TRUE_RANGES: readonly FunctionDefinition[] = [tr, atr, natr];
