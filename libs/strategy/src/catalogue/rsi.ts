import type { KernelRun } from '../kernels/series-kernel.js';
import type { SeriesFunction } from './function-definition.js';
import { bars, x } from './parameters.js';
import { seedBarsOf } from './seed-bars.js';

function strengthOf(gain: number, loss: number): number {
  if (loss === 0) return gain === 0 ? 50 : 100;
  return 100 - 100 / (1 + gain / loss);
}

function kernel({ outputs: [out], inputs: [input], constants: [n], from, to }: KernelRun): void {
  let gain = 0;
  let loss = 0;
  for (let i = from + 1; i < to; i += 1) {
    const change = input[i] - input[i - 1];
    const up = change > 0 ? change : 0;
    const down = change < 0 ? -change : 0;
    if (i - from <= n) {
      gain += up;
      loss += down;
      if (i - from < n) continue;
      gain /= n;
      loss /= n;
    } else {
      gain = (gain * (n - 1) + up) / n;
      loss = (loss * (n - 1) + down) / n;
    }
    out[i] = strengthOf(gain, loss);
  }
}

export const rsi: SeriesFunction = {
  kind: 'series',
  name: 'rsi',
  family: 'series',
  parameters: [x, bars()],
  result: 'num',
  range: [0, 100],
  summary: "Wilder's relative strength index, 0 to 100.",
  formula:
    '100 - 100 / (1 + gain / loss) of the rma of gains and of losses; 100 without losses, 50 without either',
  source: 'Wilder (1978), New Concepts in Technical Trading Systems',
  lookBack: ([n]) => n,
  seedBars: ([n]) => seedBarsOf(1 / n),
  kernel,
};
