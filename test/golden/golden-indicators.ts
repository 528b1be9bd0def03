/** Indicators as engine-semantics A1 defines them, written for the goldens alone; undefined is NaN. */

type Values = Float64Array;

const blank = (length: number): Values => new Float64Array(length).fill(NaN);

/** Mean of the n values ending at i. */
export function sma(values: Values, n: number): Values {
  const means = blank(values.length);
  for (let i = n - 1; i < values.length; i += 1) means[i] = exactSum(values, i - n + 1, i + 1) / n;
  return means;
}

/** Sum with the rounding errors carried along (Neumaier). */
function exactSum(values: Values, from: number, to: number): number {
  let sum = 0;
  let carry = 0;
  for (let i = from; i < to; i += 1) {
    const next = sum + values[i];
    carry += Math.abs(sum) >= Math.abs(values[i]) ? sum - next + values[i] : values[i] - next + sum;
    sum = next;
  }
  return sum + carry;
}

/** Seeded with the plain mean of the first n defined inputs. */
export function ema(values: Values, n: number): Values {
  const averages = blank(values.length);
  const first = values.findIndex((value) => !Number.isNaN(value));
  const weight = 2 / (n + 1);
  const seed = first + n - 1;
  averages[seed] = exactSum(values, first, seed + 1) / n;
  for (let i = seed + 1; i < values.length; i += 1) {
    averages[i] = weight * values[i] + (1 - weight) * averages[i - 1];
  }
  return averages;
}

/** Wilder's average of a column that is defined from index 1. */
function wilder(values: Values, n: number): Values {
  const averages = blank(values.length);
  averages[n] = exactSum(values, 1, n + 1) / n;
  for (let i = n + 1; i < values.length; i += 1) averages[i] = (averages[i - 1] * (n - 1) + values[i]) / n;
  return averages;
}

export function rsi(close: Values, n: number): Values {
  const change = (sign: number) =>
    close.map((value, i) => (i === 0 ? NaN : Math.max(0, sign * (value - close[i - 1]))));
  const gains = wilder(change(1), n);
  const losses = wilder(change(-1), n);
  return gains.map((gain, i) => {
    if (losses[i] === 0) return gain === 0 ? 50 : 100;
    return 100 - 100 / (1 + gain / losses[i]);
  });
}

export function atr(high: Values, low: Values, close: Values, n: number): Values {
  const ranges = close.map((_, i) =>
    i === 0
      ? NaN
      : Math.max(high[i] - low[i], Math.abs(high[i] - close[i - 1]), Math.abs(low[i] - close[i - 1])),
  );
  return wilder(ranges, n);
}

/** Population standard deviation of the n values ending at i. */
export function deviation(values: Values, n: number): Values {
  const means = sma(values, n);
  return means.map((mean, i) => {
    if (Number.isNaN(mean)) return NaN;
    const squares = values.slice(i - n + 1, i + 1).map((value) => (value - mean) ** 2);
    return Math.sqrt(exactSum(squares, 0, n) / n);
  });
}

/** Highest (or with -1 lowest) of the n values ending at i. */
export function extreme(values: Values, n: number, sign: 1 | -1): Values {
  const extremes = blank(values.length);
  for (let i = n - 1; i < values.length; i += 1) {
    let most = -Infinity;
    for (let k = i - n + 1; k <= i; k += 1) most = Math.max(most, sign * values[k]);
    extremes[i] = sign * most;
  }
  return extremes;
}

/** The value of the bar before. */
export function shift(values: Values): Values {
  return values.map((_, i) => (i === 0 ? NaN : values[i - 1]));
}

/** A above B now and below it on the bar before, strictly both times. */
export function crossesAbove(a: Values, b: Values, bar: number): boolean {
  return a[bar - 1] < b[bar - 1] && a[bar] > b[bar];
}

/** The largest first-defined index of the declared indicators. */
export function warmupOf(...declared: Values[]): number {
  return Math.max(0, ...declared.map((values) => values.findIndex((value) => !Number.isNaN(value))));
}
