import { ema, sma } from './averages.js';
import { highest, lowest } from './extremes.js';
import type { ComposedFunction, FunctionDefinition } from './function-definition.js';
import { bars, x } from './parameters.js';
import { seriesOf } from './series-of.js';

const base = { kind: 'composed', family: 'multi', result: 'num' } as const;

export const macd: ComposedFunction = {
  ...base,
  name: 'macd',
  parameters: [x, bars('fast', 12), bars('slow', 26), bars('n', 9)],
  outputs: ['line', 'signal', 'hist'],
  summary: 'Moving average convergence/divergence.',
  formula: 'line = ema(x, fast) - ema(x, slow); signal = ema(line, n); hist = line - signal',
  source: 'Appel (1979); each ema begun with the mean of its own first values',
  compose({ builder, args, constants: [fast, slow, n] }) {
    const line = builder.point(
      '-',
      seriesOf(builder, ema, args, [fast]),
      seriesOf(builder, ema, args, [slow]),
    );
    const signal = seriesOf(builder, ema, [line], [n]);
    return [line, signal, builder.point('-', line, signal)];
  },
};

export const stoch: ComposedFunction = {
  ...base,
  name: 'stoch',
  parameters: [bars('n', 14), bars('smooth', 3), bars('m', 3)],
  outputs: ['k', 'd'],
  range: [0, 100],
  summary: 'Stochastic oscillator, 0 to 100; missing while the range is empty.',
  formula:
    'k = sma(100 * (close - lowest(low, n)) / (highest(high, n) - lowest(low, n)), smooth); d = sma(k, m)',
  source: 'Lane (1984), Lane’s Stochastics; TA-Lib STOCH',
  compose({ builder, constants: [n, smooth, m] }) {
    const low = seriesOf(builder, lowest, [builder.price('low')], [n]);
    const high = seriesOf(builder, highest, [builder.price('high')], [n]);
    const above = builder.point('-', builder.price('close'), low);
    const share = builder.point('/', above, builder.point('-', high, low));
    const k = seriesOf(builder, sma, [builder.point('*', builder.constant(100), share)], [smooth]);
    return [k, seriesOf(builder, sma, [k], [m])];
  },
};

export const OSCILLATORS: readonly FunctionDefinition[] = [macd, stoch];
