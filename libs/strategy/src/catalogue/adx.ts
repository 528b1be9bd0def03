import type { KernelRun } from '../kernels/series-kernel.js';
import type { SeriesFunction } from './function-definition.js';
import { bars } from './parameters.js';
import { seedBarsOf } from './seed-bars.js';

/** Sums of true range and directional movements, smoothed as Wilder does. */
function kernel({ outputs, inputs: [high, low, close], constants: [n], from, to }: KernelRun): void {
  const [adxOut, plusOut, minusOut] = outputs;
  let [range, plus, minus, adx, dx] = [0, 0, 0, 0, 0];
  for (let i = from + 1; i < to; i += 1) {
    const row = i - from;
    const keep = row < n ? 1 : 1 - 1 / n;
    const up = high[i] - high[i - 1];
    const down = low[i - 1] - low[i];
    range = range * keep + Math.max(high[i], close[i - 1]) - Math.min(low[i], close[i - 1]);
    plus = plus * keep + (up > down && up > 0 ? up : 0);
    minus = minus * keep + (down > up && down > 0 ? down : 0);
    if (row < n) continue;
    plusOut[i] = range === 0 ? 0 : (100 * plus) / range;
    minusOut[i] = range === 0 ? 0 : (100 * minus) / range;
    if (plus + minus > 0) dx = (100 * Math.abs(plus - minus)) / (plus + minus);
    adx = row < 2 * n ? adx + dx / n : (adx * (n - 1) + dx) / n;
    if (row >= 2 * n - 1) adxOut[i] = adx;
  }
}

export const adx: SeriesFunction = {
  kind: 'series',
  name: 'adx',
  family: 'multi',
  parameters: [bars('n', 14, 2)],
  prices: ['high', 'low', 'close'],
  outputs: ['adx', 'di_plus', 'di_minus'],
  result: 'num',
  range: [0, 100],
  summary: 'Average directional index and the two directional indicators, 0 to 100.',
  formula:
    'di = 100 * smoothed directional movement / smoothed true range; ' +
    'adx = smoothed 100 * |di_plus - di_minus| / (di_plus + di_minus), begun with the mean of its first n values',
  source: 'Wilder (1978), New Concepts in Technical Trading Systems; seeds as TA-Lib ADX',
  lookBack: ([n], output) => (output === 0 ? 2 * n - 1 : n),
  seedBars: ([n]) => 2 * seedBarsOf(1 / n),
  kernel,
};
