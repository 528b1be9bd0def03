import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expectClose } from '../testing/expect-close.js';
import { randomBars, valuesOf } from '../testing/evaluate.js';

type Talib = { init(wasm: string): Promise<void> } & Record<
  string,
  (input: object) => Record<string, number[]>
>;

const require = createRequire(import.meta.url);
const talib = require('talib-web') as Talib;
const bars = randomBars(600, 7);
const [high, low, close, volume] = [bars.high, bars.low, bars.close, bars.volume].map((column) =>
  Array.from(column),
);
const inReal = close;

/**
 * Functions of its WebAssembly build that are known to be sound there: BBANDS, STDDEV and STOCH of that build are not.
 * What each expression is called there: function, input, output, and bars before its first value where
 * the beginnings differ.
 */
const SAME: [expression: string, fn: string, input: object, output?: string, lookBack?: number][] = [
  ['sma(close, 20)', 'SMA', { inReal, timePeriod: 20 }],
  ['ema(close, 20)', 'EMA', { inReal, timePeriod: 20 }],
  ['wma(close, 15)', 'WMA', { inReal, timePeriod: 15 }],
  ['sum(close, 9)', 'SUM', { inReal, timePeriod: 9 }],
  ['stdev(close, 20) * stdev(close, 20)', 'VAR', { inReal, timePeriod: 20, nbDev: 1 }],
  ['highest(close, 20)', 'MAX', { inReal, timePeriod: 20 }],
  ['lowest(close, 20)', 'MIN', { inReal, timePeriod: 20 }],
  ['slope(close, 14)', 'LINEARREG_SLOPE', { inReal, timePeriod: 14 }],
  ['corr(high, low, 30)', 'CORREL', { inReal0: high, inReal1: low, timePeriod: 30 }],
  ['mom(close, 10)', 'MOM', { inReal, timePeriod: 10 }],
  ['roc(close, 10)', 'ROC', { inReal, timePeriod: 10 }],
  ['ret(close, 10)', 'ROCP', { inReal, timePeriod: 10 }],
  ['rsi(close, 14)', 'RSI', { inReal, timePeriod: 14 }],
  ['tr()', 'TRANGE', { high, low, close }],
  ['atr(14)', 'ATR', { high, low, close, timePeriod: 14 }],
  ['natr(14)', 'NATR', { high, low, close, timePeriod: 14 }, 'output', 14],
  ['cci(20)', 'CCI', { high, low, close, timePeriod: 20 }],
  ['mfi(14)', 'MFI', { high, low, close, volume, timePeriod: 14 }],
  ['obv()', 'OBV', { inReal, volume }],
  ['macd(close)', 'MACD', { inReal, fastPeriod: 12, slowPeriod: 26, signalPeriod: 9 }, 'MACD', 33],
  [
    'macd(close).signal',
    'MACD',
    { inReal, fastPeriod: 12, slowPeriod: 26, signalPeriod: 9 },
    'MACDSignal',
    33,
  ],
  ['macd(close).hist', 'MACD', { inReal, fastPeriod: 12, slowPeriod: 26, signalPeriod: 9 }, 'MACDHist', 33],
  ['adx(14)', 'ADX', { high, low, close, timePeriod: 14 }],
  ['adx(14).di_plus', 'PLUS_DI', { high, low, close, timePeriod: 14 }],
  ['adx(14).di_minus', 'MINUS_DI', { high, low, close, timePeriod: 14 }],
  ['psar()', 'SAR', { high, low, acceleration: 0.02, maximum: 0.2 }],
  ['psar(0.05, 0.5)', 'SAR', { high, low, acceleration: 0.05, maximum: 0.5 }],
];

/** Bars at the end on which different seeds no longer show. */
const FADED = 300;

describe('TA-Lib', () => {
  beforeAll(async () => {
    const wasm = readFileSync(require.resolve('talib-web/lib/talib.wasm')).toString('base64');
    await talib.init(`data:application/wasm;base64,${wasm}`);
  });

  it.each(
    SAME.map(([expression, fn, input, output = 'output', lookBack]) => ({
      expression,
      fn,
      input,
      output,
      lookBack,
    })),
  )('gives the same as $expression by $fn', ({ expression, fn, input, output, lookBack }) => {
    const ours = valuesOf(expression, bars);
    const first = ours.findIndex((value) => !Number.isNaN(value));
    // their buffers begin with the first value and end with leftovers
    const theirs = talib[fn](input)[output].slice(0, ours.length - (lookBack ?? first));
    const compared = lookBack === undefined ? theirs.length : FADED;
    expectClose(ours.slice(-compared), theirs.slice(-compared), 1e-9);
  });
});
