import type { KernelRun } from '../kernels/series-kernel.js';
import type { SeriesFunction } from './function-definition.js';
import { factor } from './parameters.js';

/** For a short everything is mirrored: `side` is 1 or -1, prices are compared after being multiplied by it. */
function kernel({ outputs: [out], inputs: [high, low], constants: [step, most], from, to }: KernelRun): void {
  if (to - from < 2) return;
  const fell = low[from] - low[from + 1];
  let side = fell > 0 && high[from + 1] - high[from] < fell ? -1 : 1;
  const front = (row: number): number => (side > 0 ? high[row] : low[row]);
  const back = (row: number): number => (side > 0 ? low[row] : high[row]);
  /** The stop, kept from reaching into the ranges of this bar and the one before. */
  const behind = (stop: number, row: number): number =>
    side > 0
      ? Math.min(stop, low[Math.max(row - 1, from + 1)], low[row])
      : Math.max(stop, high[Math.max(row - 1, from + 1)], high[row]);
  let extreme = front(from + 1);
  let stop = back(from);
  let speed = step;
  for (let i = from + 1; i < to; i += 1) {
    if ((back(i) - stop) * side <= 0) {
      side = -side;
      stop = behind(extreme, i);
      out[i] = stop;
      speed = step;
      extreme = front(i);
    } else {
      out[i] = stop;
      if ((front(i) - extreme) * side > 0) {
        extreme = front(i);
        speed = Math.min(speed + step, most);
      }
    }
    stop = behind(stop + speed * (extreme - stop), i);
  }
}

export const psar: SeriesFunction = {
  kind: 'series',
  name: 'psar',
  family: 'multi',
  parameters: [factor('step', 0.02, 0.0001, 1), factor('most', 0.2, 0.0001, 1)],
  prices: ['high', 'low'],
  result: 'num',
  summary: 'Parabolic stop and reverse; below the price while long, above it while short.',
  formula: 'stop + speed * (extreme - stop); speed grows by step at each new extreme, up to most',
  source: 'Wilder (1978), New Concepts in Technical Trading Systems; begins as TA-Lib SAR',
  lookBack: () => 1,
  seedBars: () => 50,
  kernel,
};
