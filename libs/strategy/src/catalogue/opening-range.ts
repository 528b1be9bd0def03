import type { KernelRun } from '../kernels/series-kernel.js';
import { sessionDates } from '../kernels/session-dates.js';
import type { FunctionDefinition, SeriesFunction } from './function-definition.js';
import { bars } from './parameters.js';

/** The extreme of the first n bars of each session, missing until they have closed. */
function openingRange(extreme: (left: number, right: number) => number): SeriesFunction['kernel'] {
  return ({ outputs: [out], inputs: [input], constants: [n], from, to, series }: KernelRun) => {
    const dates = sessionDates(series);
    for (let i = from, count = 0, value = NaN; i < to; i += 1) {
      const isNew = i === 0 || dates[i] !== dates[i - 1];
      count = isNew ? 1 : count + 1;
      if (count <= n) value = isNew ? input[i] : extreme(value, input[i]);
      out[i] = count < n ? NaN : value;
    }
  };
}

const base = {
  kind: 'series',
  family: 'clock',
  parameters: [bars()],
  result: 'num',
  source: 'Crabel (1990), Day Trading with Short Term Price Patterns and Opening Range Breakout',
  lookBack: () => 0,
} as const;

export const OPENING_RANGES: readonly FunctionDefinition[] = [
  {
    ...base,
    name: 'range_high',
    prices: ['high'],
    summary: 'Highest high of the first n bars of the session; missing until they have closed.',
    formula: 'largest high of bars 1 … n of the session',
    kernel: openingRange(Math.max),
  },
  {
    ...base,
    name: 'range_low',
    prices: ['low'],
    summary: 'Lowest low of the first n bars of the session; missing until they have closed.',
    formula: 'smallest low of bars 1 … n of the session',
    kernel: openingRange(Math.min),
  },
];
