import { LOOK_ROWS } from '../kernels/series-kernel.js';
import type { KernelRun } from '../kernels/series-kernel.js';
import type { FunctionDefinition, SeriesFunction } from './function-definition.js';
import { bars, x } from './parameters.js';

const base = {
  kind: 'series',
  family: 'series',
  parameters: [x, bars()],
  result: 'num',
  lookBack: ([n]: readonly number[]) => n,
} as const;

/** A value made of x and of x n bars ago. */
function ofBoth(value: (now: number, before: number) => number): SeriesFunction['kernel'] {
  return ({ outputs: [out], inputs: [input], constants: [n], from, to }: KernelRun) => {
    for (let i = from + n; i < to; i += 1) out[i] = value(input[i], input[i - n]);
  };
}

/** A quotient, missing where the divisor is zero. */
function ratio(dividend: number, divisor: number): number {
  return divisor === 0 ? NaN : dividend / divisor;
}

export const mom: SeriesFunction = {
  ...base,
  name: 'mom',
  summary: 'Momentum: difference to the value n bars ago.',
  formula: 'x - x[n]',
  source: 'TA-Lib MOM',
  kernel: ofBoth((now, before) => now - before),
};

export const ret: SeriesFunction = {
  ...base,
  name: 'ret',
  parameters: [x, bars('n', 1)],
  summary: 'Return over n bars, as a fraction.',
  formula: 'x / x[n] - 1',
  source: 'TA-Lib ROCP',
  kernel: ofBoth((now, before) => ratio(now, before) - 1),
};

export const roc: SeriesFunction = {
  ...base,
  name: 'roc',
  summary: 'Rate of change over n bars, in percent.',
  formula: '100 * (x / x[n] - 1)',
  source: 'TA-Lib ROC',
  kernel: ofBoth((now, before) => 100 * (ratio(now, before) - 1)),
};

export const cci: SeriesFunction = {
  ...base,
  name: 'cci',
  parameters: [bars('n', 20)],
  prices: ['hlc3'],
  summary: 'Commodity channel index; missing when all prices of the window are equal.',
  formula: '(hlc3 - sma(hlc3, n)) / (0.015 * mean absolute distance of the n hlc3 from that mean)',
  source: 'Lambert (1980), Commodity Channel Index; TA-Lib CCI',
  lookBack: ([n]) => n - 1,
  work: ([n]) => 2 * n,
  kernel({ outputs: [out], inputs: [price], constants: [n], from, to, look }) {
    for (let i = from + n - 1; i < to; i += 1) {
      if (i % LOOK_ROWS === 0) look();
      let mean = 0;
      for (let k = i - n + 1; k <= i; k += 1) mean += price[k];
      mean /= n;
      let distance = 0;
      for (let k = i - n + 1; k <= i; k += 1) distance += Math.abs(price[k] - mean);
      out[i] = ratio(price[i] - mean, (0.015 * distance) / n);
    }
  },
};

export const mfi: SeriesFunction = {
  ...base,
  name: 'mfi',
  parameters: [bars('n', 14)],
  prices: ['hlc3', 'volume'],
  range: [0, 100],
  summary: 'Money flow index, 0 to 100; missing when no money flowed.',
  formula: '100 * up / (up + down), the sums over n bars of hlc3 * volume where hlc3 rose and where it fell',
  source: 'Quong and Soudack (1989); TA-Lib MFI',
  work: ([n]) => n,
  kernel({ outputs: [out], inputs: [price, volume], constants: [n], from, to, look }) {
    for (let i = from + n; i < to; i += 1) {
      if (i % LOOK_ROWS === 0) look();
      let up = 0;
      let down = 0;
      for (let k = i - n + 1; k <= i; k += 1) {
        if (price[k] > price[k - 1]) up += price[k] * volume[k];
        else if (price[k] < price[k - 1]) down += price[k] * volume[k];
      }
      out[i] = 100 * ratio(up, up + down);
    }
  },
};

export const obv: SeriesFunction = {
  ...base,
  name: 'obv',
  parameters: [],
  prices: ['close', 'volume'],
  summary: 'On-balance volume; only its changes mean something, it begins with the volume of the first bar.',
  formula: 'obv[1] + volume when the close rose, - volume when it fell',
  source: 'Granville (1963); TA-Lib OBV',
  lookBack: () => 0,
  kernel({ outputs: [out], inputs: [close, volume], from, to }) {
    let flow = volume[from];
    for (let i = from; i < to; i += 1) {
      if (i > from) flow += Math.sign(close[i] - close[i - 1]) * volume[i];
      out[i] = flow;
    }
  },
};

export const MOMENTA: readonly FunctionDefinition[] = [mom, ret, roc, cci, mfi, obv];
