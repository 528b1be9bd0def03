import type { KernelRun } from '../kernels/series-kernel.js';
import type { SeriesFunction } from './function-definition.js';
import { bars, factor } from './parameters.js';
import { seedBarsOf } from './seed-bars.js';

/** Bands that only move towards the price until a close lies beyond them; the line is the one in force. */
function kernel({
  outputs: [line, direction],
  inputs: [high, low, close],
  constants: [n, k],
  from,
  to,
}: KernelRun): void {
  let [range, upper, lower, side] = [0, NaN, NaN, -1];
  for (let i = from + 1; i < to; i += 1) {
    const row = i - from;
    const step = Math.max(high[i], close[i - 1]) - Math.min(low[i], close[i - 1]);
    range = row <= n ? range + step / n : (range * (n - 1) + step) / n;
    if (row < n) continue;
    const middle = (high[i] + low[i]) / 2;
    const [newUpper, newLower] = [middle + k * range, middle - k * range];
    if (row === n || newUpper < upper || close[i - 1] > upper) upper = newUpper;
    if (row === n || newLower > lower || close[i - 1] < lower) lower = newLower;
    if (row > n) side = side < 0 ? (close[i] > upper ? 1 : -1) : close[i] < lower ? -1 : 1;
    line[i] = side > 0 ? lower : upper;
    direction[i] = side;
  }
}

export const supertrend: SeriesFunction = {
  kind: 'series',
  name: 'supertrend',
  family: 'multi',
  parameters: [bars('n', 10), factor('k', 3)],
  prices: ['high', 'low', 'close'],
  outputs: ['line', 'dir'],
  result: 'num',
  summary: 'Supertrend: a trailing band and its direction, 1 up and -1 down; begins downward.',
  formula: 'bands hl2 ± k * atr(n), each moved only towards the price until a close lies beyond it',
  source: 'Seban (2008); TradingView Pine v6 ta.supertrend (its direction has the other sign)',
  lookBack: ([n]) => n,
  seedBars: ([n]) => seedBarsOf(1 / n),
  kernel,
};
