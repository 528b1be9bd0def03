import { randomBars, valuesOf } from '../testing/evaluate.js';
import { expectClose } from '../testing/expect-close.js';
import { describeFunctions } from '../describe-functions.js';

const BARS = randomBars(260);
const { open, high, low, close, volume } = BARS;

/** Windows of n values ending with a row, undefined until there are n. */
function windowed(
  input: ArrayLike<number>,
  n: number,
  value: (window: number[], row: number) => number,
): number[] {
  return Array.from(input, (_, row) => {
    const window = Array.from(input).slice(Math.max(0, row - n + 1), row + 1);
    return window.length < n || window.some(Number.isNaN) ? NaN : value(window, row);
  });
}

function byRow(value: (row: number) => number): number[] {
  return Array.from(close, (_, row) => value(row));
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const mean = (values: readonly number[]): number => total(values) / values.length;
const deviation = (values: readonly number[]): number =>
  Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
const ascending = (values: readonly number[]): number[] => [...values].sort((left, right) => left - right);

/** y = w * x + (1 - w) * y, begun with the mean of the first n defined values. */
function recursive(input: readonly number[], n: number, weight: number): number[] {
  const first = input.findIndex((value) => !Number.isNaN(value)) + n - 1;
  let y = mean(input.slice(first - n + 1, first + 1));
  return input.map((value, row) => {
    if (row < first) return NaN;
    if (row > first) y = weight * value + (1 - weight) * y;
    return y;
  });
}

const closes = Array.from(close);
const wma = (input: readonly number[], n: number): number[] =>
  windowed(
    input,
    n,
    (window) => total(window.map((value, index) => value * (index + 1))) / ((n * (n + 1)) / 2),
  );
const trueRange = byRow((i) =>
  i === 0 ? NaN : Math.max(high[i], close[i - 1]) - Math.min(low[i], close[i - 1]),
);
const steps = byRow((i) => close[i] - close[i - 1]);
const gains = recursive(
  steps.map((step) => (Number.isNaN(step) ? NaN : Math.max(step, 0))),
  14,
  1 / 14,
);
const losses = recursive(
  steps.map((step) => (Number.isNaN(step) ? NaN : Math.max(-step, 0))),
  14,
  1 / 14,
);
const returns = byRow((i) => close[i] / close[i - 1] - 1);

const typical = byRow((i) => (high[i] + low[i] + close[i]) / 3);
const flows = byRow((i) => typical[i] * volume[i] * Math.sign(typical[i] - typical[i - 1]));
const fastEma = recursive(closes, 12, 2 / 13);
const macdLine = recursive(closes, 26, 2 / 27).map((slow, i) => fastEma[i] - slow);
const macdSignal = recursive(macdLine, 9, 2 / 10);
const average20 = windowed(close, 20, mean);
const deviation20 = windowed(close, 20, deviation);
const ema20 = recursive(closes, 20, 2 / 21);
const range10 = recursive(trueRange, 10, 1 / 10);
/** Two columns row by row. */
function zip(
  left: readonly number[],
  right: readonly number[],
  value: (l: number, r: number) => number,
): number[] {
  return left.map((one, row) => value(one, right[row]));
}

const highs = (n: number): number[] => windowed(high, n, (window) => Math.max(...window));
const lows = (n: number): number[] => windowed(low, n, (window) => Math.min(...window));
const middles = (n: number): number[] => zip(highs(n), lows(n), (top, bottom) => (top + bottom) / 2);
const lagged = (values: readonly number[], bars: number): number[] =>
  values.map((_, i) => values[i - bars] ?? NaN);
const [top14, bottom14] = [highs(14), lows(14)];
const stochK = windowed(
  byRow((i) => (100 * (close[i] - bottom14[i])) / (top14[i] - bottom14[i])),
  3,
  mean,
);

/** As the Pine manual writes ta.supertrend, with the direction's sign turned. */
function supertrend(n: number, k: number): [line: number, direction: number][] {
  const range = recursive(trueRange, n, 1 / n);
  let [upper, lower, line, direction] = [NaN, NaN, NaN, -1];
  return byRow((i) => i).map((i) => {
    const [newUpper, newLower] = [1, -1].map((sign) => (high[i] + low[i]) / 2 + sign * k * range[i]);
    const [beforeUpper, beforeLine] = [upper, line];
    lower = newLower > lower || close[i - 1] < lower || Number.isNaN(lower) ? newLower : lower;
    upper = newUpper < upper || close[i - 1] > upper || Number.isNaN(upper) ? newUpper : upper;
    if (Number.isNaN(range[i - 1] ?? NaN)) direction = -1;
    else if (beforeLine === beforeUpper) direction = close[i] > upper ? 1 : -1;
    else direction = close[i] < lower ? -1 : 1;
    line = direction > 0 ? lower : upper;
    return Number.isNaN(range[i]) ? [NaN, NaN] : [line, direction];
  });
}

/** The value of the newest week that is over; the bars begin on a Thursday, so the fourth ends the first week. */
function weekly(value: (last: number) => number): number[] {
  return byRow((i) => (i < 3 ? NaN : value(i - ((i - 3) % 7))));
}

/** Slope, distance of the last value and share explained of the line through y against x. */
function fitLine(y: readonly number[], x = y.map((_, i) => i)): [slope: number, resid: number, r2: number] {
  const [mx, my] = [mean(x), mean(y)];
  const slope =
    total(x.map((value, i) => (value - mx) * (y[i] - my))) / total(x.map((value) => (value - mx) ** 2));
  const residuals = y.map((value, i) => value - my - slope * (x[i] - mx));
  const explained =
    1 - total(residuals.map((value) => value ** 2)) / total(y.map((value) => (value - my) ** 2));
  return [slope, residuals.at(-1)!, explained];
}

function fitTo(n: number, output: 0 | 1 | 2): number[] {
  return windowed(close, n, (window) => fitLine(window)[output]);
}

const paired = (n: number, value: (y: number[], x: number[]) => number): number[] =>
  windowed(high, n, (y, i) => value(y, Array.from(low).slice(i - n + 1, i + 1)));

/** Each function by its plain definition. */
const DEFINITIONS: Record<string, [expression: string, values: number[]][]> = {
  abs: [['abs(close - open)', byRow((i) => Math.abs(close[i] - open[i]))]],
  min: [['min(open, close, 100)', byRow((i) => Math.min(open[i], close[i], 100))]],
  max: [['max(open, close, high[1])', byRow((i) => Math.max(open[i], close[i], high[i - 1]))]],
  log: [['log(close - 100)', byRow((i) => (close[i] > 100 ? Math.log(close[i] - 100) : NaN))]],
  sqrt: [['sqrt(close - open)', byRow((i) => Math.sqrt(close[i] - open[i]))]],
  sign: [['sign(close - open)', byRow((i) => Math.sign(close[i] - open[i]))]],
  clamp: [['clamp(close, 95, 105)', byRow((i) => Math.min(Math.max(close[i], 95), 105))]],
  nz: [
    ['nz(close[3])', byRow((i) => close[i - 3] ?? 0)],
    ['nz(close[3], open)', byRow((i) => close[i - 3] ?? open[i])],
  ],
  if: [['if(close > open, high, low)', byRow((i) => (close[i] > open[i] ? high[i] : low[i]))]],
  change: [['change(close, 3)', byRow((i) => close[i] - close[i - 3])]],
  cross_up: [
    ['cross_up(close, 100)', byRow((i) => (close[i] > 100 ? (i === 0 ? NaN : +(close[i - 1] <= 100)) : 0))],
  ],
  cross_down: [
    ['cross_down(close, 100)', byRow((i) => (close[i] < 100 ? (i === 0 ? NaN : +(close[i - 1] >= 100)) : 0))],
  ],
  rising: [
    [
      'rising(close, 3)',
      byRow((i) => (i < 3 ? NaN : +[0, 1, 2].every((k) => close[i - k] > close[i - k - 1]))),
    ],
  ],
  falling: [
    [
      'falling(close, 2)',
      byRow((i) => (i < 2 ? NaN : +[0, 1].every((k) => close[i - k] < close[i - k - 1]))),
    ],
  ],
  since: [
    [
      'since(close > open and open > open[1])',
      byRow((i) => {
        const last = closes.findLastIndex(
          (_, k) => k <= i && k > 0 && close[k] > open[k] && open[k] > open[k - 1],
        );
        return last < 0 ? NaN : i - last;
      }),
    ],
  ],
  count: [
    [
      'count(close > open, 10)',
      windowed(
        byRow((i) => +(close[i] > open[i])),
        10,
        total,
      ),
    ],
  ],
  once: [
    [
      'once(close > 100)',
      byRow((i) => (i === 0 ? (close[0] > 100 ? NaN : 0) : +(close[i] > 100 && !(close[i - 1] > 100)))),
    ],
  ],
  sma: [
    ['sma(close, 20)', windowed(close, 20, mean)],
    ['sma(close, 1)', closes],
  ],
  sum: [['sum(volume, 7)', windowed(volume, 7, total)]],
  ema: [
    ['ema(close, 10)', recursive(closes, 10, 2 / 11)],
    ['ema(sma(close, 5), 9)', recursive(windowed(close, 5, mean), 9, 2 / 10)],
  ],
  rma: [['rma(close, 14)', recursive(closes, 14, 1 / 14)]],
  wma: [['wma(close, 9)', wma(closes, 9)]],
  hma: [
    [
      'hma(close, 16)',
      wma(
        zip(wma(closes, 8), wma(closes, 16), (fast, slow) => 2 * fast - slow),
        4,
      ),
    ],
  ],
  highest: [
    ['highest(high, 20)', windowed(high, 20, (window) => Math.max(...window))],
    ['highest(high, 20)[1]', byRow((i) => (i < 20 ? NaN : Math.max(...high.slice(i - 20, i))))],
  ],
  lowest: [['lowest(low, 7)', windowed(low, 7, (window) => Math.min(...window))]],
  stdev: [['stdev(close, 20)', windowed(close, 20, deviation)]],
  zscore: [
    ['zscore(close, 20)', windowed(close, 20, (window, i) => (close[i] - mean(window)) / deviation(window))],
  ],
  median: [
    ['median(close, 5)', windowed(close, 5, (window) => ascending(window)[2])],
    ['median(close, 4)', windowed(close, 4, (window) => (ascending(window)[1] + ascending(window)[2]) / 2)],
  ],
  quantile: [['quantile(close, 11, 0.9)', windowed(close, 11, (window) => ascending(window)[9])]],
  pctrank: [
    [
      'pctrank(close, 10)',
      windowed(close, 11, (window, i) => 10 * (window.filter((value) => value <= close[i]).length - 1)),
    ],
  ],
  volatility: [
    [
      'volatility(close, 20)',
      windowed(returns, 20, (window) => deviation(window) * Math.sqrt(20 / 19) * Math.sqrt(365)),
    ],
  ],
  slope: [['slope(close, 12)', fitTo(12, 0)]],
  ols: [
    ['ols(close, 12)', fitTo(12, 0)],
    ['ols(close, 12).resid', fitTo(12, 1)],
    ['ols(close, 12).r2', fitTo(12, 2)],
  ],
  beta: [['beta(high, low, 30)', paired(30, (y, x) => fitLine(y, x)[0])]],
  corr: [['corr(high, low, 30)', paired(30, (y, x) => (fitLine(y, x)[0] * deviation(x)) / deviation(y))]],
  mom: [['mom(close, 10)', byRow((i) => close[i] - close[i - 10])]],
  ret: [
    ['ret(close)', returns],
    ['ret(close[21], 100)', byRow((i) => close[i - 21] / close[i - 121] - 1)],
  ],
  roc: [['roc(close, 10)', byRow((i) => 100 * (close[i] / close[i - 10] - 1))]],
  cci: [
    [
      'cci(20)',
      windowed(typical, 20, (window) => {
        const distance = mean(window.map((value) => Math.abs(value - mean(window))));
        return (window[19] - mean(window)) / (0.015 * distance);
      }),
    ],
  ],
  mfi: [
    [
      'mfi(14)',
      windowed(flows, 14, (window) => {
        const up = total(window.filter((flow) => flow > 0));
        return (100 * up) / total(window.map(Math.abs));
      }),
    ],
  ],
  obv: [
    [
      'obv()',
      byRow((i) =>
        total(closes.slice(0, i + 1).map((_, k) => volume[k] * (k === 0 ? 1 : Math.sign(steps[k])))),
      ),
    ],
  ],
  bb: [
    ['bb(close)', average20],
    ['bb(close, 20, 2).upper', average20.map((value, i) => value + 2 * deviation20[i])],
    ['bb(close, 20, 1.5).lower', average20.map((value, i) => value - 1.5 * deviation20[i])],
  ],
  keltner: [
    ['keltner(20, 2, 10).mid', ema20],
    ['keltner().upper', ema20.map((value, i) => value + 2 * range10[i])],
    ['keltner(20, 1).lower', ema20.map((value, i) => value - range10[i])],
  ],
  donchian: [
    ['donchian(20)', middles(20)],
    ['donchian(20).upper', highs(20)],
    ['donchian().lower', lows(20)],
  ],
  ichimoku: [
    ['ichimoku()', middles(9)],
    ['ichimoku().kijun', middles(26)],
    [
      'ichimoku().span_a',
      lagged(
        zip(middles(9), middles(26), (fast, slow) => (fast + slow) / 2),
        26,
      ),
    ],
    ['ichimoku().span_b', lagged(middles(52), 26)],
  ],
  macd: [
    ['macd(close)', macdLine],
    ['macd(close, 12, 26, 9).signal', macdSignal],
    ['macd(close).hist', macdLine.map((value, i) => value - macdSignal[i])],
  ],
  stoch: [
    ['stoch(14, 3, 3)', stochK],
    ['stoch().d', windowed(stochK, 3, mean)],
  ],
  on: [["on('A', sma(close, 20))", average20]],
  tf: [
    ["tf('1w', close)", weekly((last) => close[last])],
    [
      "tf('1w', high)[1]",
      lagged(
        weekly((last) => Math.max(...high.slice(Math.max(0, last - 6), last + 1))),
        1,
      ),
    ],
    ["tf('1w', sma(close, 2))", weekly((last) => (close[last] + close[last - 7]) / 2)],
    ["tf('1w', volume)", weekly((last) => total(Array.from(volume.slice(Math.max(0, last - 6), last + 1))))],
    ["tf('1d', open)", Array.from(open)],
  ],
  supertrend: [
    ['supertrend(10, 2)', supertrend(10, 2).map(([line]) => line)],
    ['supertrend(10, 2).dir', supertrend(10, 2).map(([, direction]) => direction)],
  ],
  rsi: [['rsi(close, 14)', byRow((i) => 100 - 100 / (1 + gains[i] / losses[i]))]],
  tr: [['tr()', trueRange]],
  atr: [['atr(14)', recursive(trueRange, 14, 1 / 14)]],
  natr: [['natr(14)', recursive(trueRange, 14, 1 / 14).map((range, i) => (100 * range) / close[i])]],
};

/** Long recursions that another implementation is the better test of, and what depends on sessions or other symbols. */
const TESTED_ELSEWHERE = ['adx', 'psar', 'range_high', 'range_low', 'due', 'rank', 'uni_mean', 'uni_pct'];

describe('the catalogue', () => {
  const cases = Object.values(DEFINITIONS).flat();

  it.each(cases)('computes %s by its definition', (expression, values) => {
    expectClose(valuesOf(expression, BARS), values);
  });

  it('has a definition tested for each of its functions', () => {
    expect(
      describeFunctions()
        .filter(({ family }) => family !== 'known_at')
        .map(({ name }) => name)
        .filter((name) => !Object.hasOwn(DEFINITIONS, name) && !TESTED_ELSEWHERE.includes(name)),
    ).toEqual([]);
  });

  it('describes each function in full', () => {
    for (const { summary, formula, source, signature, name } of describeFunctions()) {
      expect([summary, formula, source].every((text) => text.length > 2)).toBe(true);
      expect(signature.startsWith(`${name}(`)).toBe(true);
    }
  });

  it.each(cases)('gives for %s the same past whatever comes later', (expression, values) => {
    for (const length of [1, 40, 150]) {
      const cut = randomBars(length);
      expectClose(valuesOf(expression, cut), values.slice(0, length));
    }
  });

  it.each(cases)('bears any number of bars for %s', (expression) => {
    for (const length of [0, 1, 2, 3]) expect(valuesOf(expression, randomBars(length))).toHaveLength(length);
  });
});
