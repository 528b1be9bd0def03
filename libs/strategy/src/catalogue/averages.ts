import { rollingSum } from '../kernels/rolling-sum.js';
import type { KernelRun } from '../kernels/series-kernel.js';
import type { ComposedFunction, FunctionDefinition, SeriesFunction } from './function-definition.js';
import { bars, x } from './parameters.js';
import { seedBarsOf } from './seed-bars.js';
import { seriesOf } from './series-of.js';

const windowed = ([n]: readonly number[]): number => n - 1;

export const sma: SeriesFunction = {
  kind: 'series',
  name: 'sma',
  family: 'series',
  parameters: [x, bars()],
  result: 'num',
  summary: 'Simple moving average.',
  formula: 'mean of the n values ending with this bar, of an exactly rounded sum',
  source: 'TA-Lib SMA',
  lookBack: windowed,
  kernel: ({ outputs, inputs, constants: [n], from, to }) =>
    rollingSum(outputs[0], inputs[0], from, to, n, n),
};

export const sum: SeriesFunction = {
  kind: 'series',
  name: 'sum',
  family: 'series',
  parameters: [x, bars()],
  result: 'num',
  summary: 'Sum over a window.',
  formula: 'sum of the n values ending with this bar, exactly rounded',
  source: 'TA-Lib SUM',
  lookBack: windowed,
  kernel: ({ outputs, inputs, constants: [n], from, to }) =>
    rollingSum(outputs[0], inputs[0], from, to, n, 1),
};

/** The plain mean of the first n values of a run. */
function seedOf(input: Float64Array, from: number, n: number): number {
  let total = 0;
  for (let i = from; i < from + n; i += 1) total += input[i];
  return total / n;
}

export const ema: SeriesFunction = {
  kind: 'series',
  name: 'ema',
  family: 'series',
  parameters: [x, bars()],
  result: 'num',
  summary: 'Exponential moving average.',
  formula: 'w * x + (1 - w) * previous, w = 2 / (n + 1), begun with the mean of the first n values',
  source: 'TA-Lib EMA',
  lookBack: windowed,
  seedBars: ([n]) => seedBarsOf(2 / (n + 1)),
  kernel({ outputs: [out], inputs: [input], constants: [n], from, to }) {
    if (to - from < n) return;
    const weight = 2 / (n + 1);
    let value = seedOf(input, from, n);
    out[from + n - 1] = value;
    for (let i = from + n; i < to; i += 1) {
      value = weight * input[i] + (1 - weight) * value;
      out[i] = value;
    }
  },
};

export const rma: SeriesFunction = {
  kind: 'series',
  name: 'rma',
  family: 'series',
  parameters: [x, bars()],
  result: 'num',
  summary: "Wilder's smoothed average.",
  formula: '(previous * (n - 1) + x) / n, begun with the mean of the first n values',
  source: 'Wilder (1978), New Concepts in Technical Trading Systems',
  lookBack: windowed,
  seedBars: ([n]) => seedBarsOf(1 / n),
  kernel({ outputs: [out], inputs: [input], constants: [n], from, to }) {
    if (to - from < n) return;
    let value = seedOf(input, from, n);
    out[from + n - 1] = value;
    for (let i = from + n; i < to; i += 1) {
      value = (value * (n - 1) + input[i]) / n;
      out[i] = value;
    }
  },
};

/** Weighted sums are updated from row to row and made anew every n rows, so that errors can't add up. */
function weightedAverage({ outputs: [out], inputs: [input], constants: [n], from, to }: KernelRun): void {
  const divisor = (n * (n + 1)) / 2;
  let weighted = 0;
  let plain = 0;
  for (let i = from + n - 1; i < to; i += 1) {
    if ((i - from + 1) % n === 0) {
      weighted = 0;
      plain = 0;
      for (let k = 1; k <= n; k += 1) {
        weighted += k * input[i - n + k];
        plain += input[i - n + k];
      }
    } else {
      weighted += n * input[i] - plain;
      plain += input[i] - input[i - n];
    }
    out[i] = weighted / divisor;
  }
}

export const wma: SeriesFunction = {
  kind: 'series',
  name: 'wma',
  family: 'series',
  parameters: [x, bars()],
  result: 'num',
  summary: 'Linearly weighted moving average.',
  formula: '(n * x + (n - 1) * x[1] + … + x[n - 1]) / (n * (n + 1) / 2)',
  source: 'TA-Lib WMA',
  lookBack: windowed,
  kernel: weightedAverage,
};

export const hma: ComposedFunction = {
  kind: 'composed',
  name: 'hma',
  family: 'series',
  parameters: [x, bars('n', undefined, 2)],
  result: 'num',
  summary: "Hull's moving average.",
  formula: 'wma(2 * wma(x, n / 2) - wma(x, n), sqrt(n)), both rounded down',
  source: 'Hull (2005), alanhull.com/hull-moving-average',
  compose({ builder, args: [input], constants: [n] }) {
    const fast = seriesOf(builder, wma, [input], [Math.floor(n / 2)]);
    const slow = seriesOf(builder, wma, [input], [n]);
    const raw = builder.point('-', builder.point('*', builder.constant(2), fast), slow);
    return [seriesOf(builder, wma, [raw], [Math.floor(Math.sqrt(n))])];
  },
};

export const AVERAGES: readonly FunctionDefinition[] = [sma, ema, wma, rma, hma, sum];
