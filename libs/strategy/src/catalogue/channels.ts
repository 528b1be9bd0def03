import type { PlanNode } from '../plan/plan-node.js';
import { ema, sma } from './averages.js';
import { highest, lowest } from './extremes.js';
import type { ComposedFunction, Composition, FunctionDefinition } from './function-definition.js';
import { bars, factor, x } from './parameters.js';
import { seriesOf } from './series-of.js';
import { stdev } from './statistics.js';
import { atr } from './true-range.js';

const base = {
  kind: 'composed',
  family: 'multi',
  result: 'num',
  outputs: ['mid', 'upper', 'lower'],
} as const;

/** The middle and what lies `width` above and below it. */
function around({ builder }: Composition, mid: PlanNode, width: PlanNode): PlanNode[] {
  return [mid, builder.point('+', mid, width), builder.point('-', mid, width)];
}

export const bb: ComposedFunction = {
  ...base,
  name: 'bb',
  parameters: [x, bars('n', 20), factor('k', 2)],
  summary: 'Bollinger bands.',
  formula: 'mid = sma(x, n); upper, lower = mid ± k * stdev(x, n), the population deviation',
  source: 'Bollinger (2001), Bollinger on Bollinger Bands; TA-Lib BBANDS',
  compose(call) {
    const {
      builder,
      args,
      constants: [n, k],
    } = call;
    const width = builder.point('*', builder.constant(k), seriesOf(builder, stdev, args, [n]));
    return around(call, seriesOf(builder, sma, args, [n]), width);
  },
};

export const keltner: ComposedFunction = {
  ...base,
  name: 'keltner',
  parameters: [bars('n', 20), factor('k', 2), bars('m', 10)],
  summary: 'Keltner channel.',
  formula: 'mid = ema(close, n); upper, lower = mid ± k * atr(m)',
  source: 'TradingView, Keltner Channels (Raschke)',
  compose(call) {
    const {
      builder,
      constants: [n, k, m],
    } = call;
    const [range] = atr.compose({ builder, args: [], constants: [m] });
    const width = builder.point('*', builder.constant(k), range);
    return around(call, seriesOf(builder, ema, [builder.price('close')], [n]), width);
  },
};

/** Middle of the highest high and lowest low of n bars, and these two. */
function rangeOf({ builder }: Composition, n: number): PlanNode[] {
  const upper = seriesOf(builder, highest, [builder.price('high')], [n]);
  const lower = seriesOf(builder, lowest, [builder.price('low')], [n]);
  const mid = builder.point('/', builder.point('+', upper, lower), builder.constant(2));
  return [mid, upper, lower];
}

export const donchian: ComposedFunction = {
  ...base,
  name: 'donchian',
  parameters: [bars('n', 20)],
  summary: 'Donchian channel, this bar included; lag it by one to leave this bar out.',
  formula: 'upper = highest(high, n); lower = lowest(low, n); mid = (upper + lower) / 2',
  source: 'Donchian (1960), High Finance in Copper',
  compose: (call) => rangeOf(call, call.constants[0]),
};

export const ichimoku: ComposedFunction = {
  ...base,
  name: 'ichimoku',
  parameters: [bars('n', 9), bars('m', 26), bars('k', 52), bars('shift', 26)],
  outputs: ['tenkan', 'kijun', 'span_a', 'span_b'],
  summary: 'Ichimoku lines; the spans are those drawn at this bar, so they were known `shift` bars ago.',
  formula:
    'tenkan, kijun = middle of highest high and lowest low of n, m bars; ' +
    'span_a = ((tenkan + kijun) / 2)[shift]; span_b = that middle of k bars, [shift]',
  source: 'Hosoda (1969), Ichimoku Kinko Hyo',
  compose(call) {
    const {
      builder,
      constants: [n, m, k, shift],
    } = call;
    const [tenkan, kijun, slow] = [n, m, k].map((length) => rangeOf(call, length)[0]);
    const lead = builder.point('/', builder.point('+', tenkan, kijun), builder.constant(2));
    return [tenkan, kijun, builder.lag(lead, shift), builder.lag(slow, shift)];
  },
};

export const CHANNELS: readonly FunctionDefinition[] = [bb, keltner, donchian, ichimoku];
