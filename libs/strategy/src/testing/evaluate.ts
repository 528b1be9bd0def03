import { createBarSeries, type BarSeries, type BarSeriesHead } from '#domain';
import {
  bindStrategy,
  compileStrategy,
  createPositionState,
  evaluateBound,
  type BoundExpression,
  type KnownRows,
} from '../index.js';
import { seededRandom } from '../../../../test/support/seeded-random.js';

const HEAD: BarSeriesHead = { symbol: 'A', timeframe: '1d', calendar: 'always', timeZone: 'UTC' };
const DAY = 86_400_000;

type Columns = Partial<Record<'open' | 'high' | 'low' | 'close' | 'volume', ArrayLike<number>>>;

/** Daily bars of the columns given; prices left out equal the close, volumes are 1000. */
export function seriesOf(
  columns: Columns & { close: ArrayLike<number> },
  head: Partial<BarSeriesHead> = {},
): BarSeries {
  const { close } = columns;
  const series = createBarSeries({ ...HEAD, ...head }, close.length);
  for (const name of ['open', 'high', 'low', 'close'] as const) series[name].set(columns[name] ?? close);
  series.volume.set(columns.volume ?? new Float64Array(close.length).fill(1000));
  series.openTime.forEach((_, row) => {
    series.openTime[row] = row * DAY;
    series.closeTime[row] = (row + 1) * DAY;
  });
  return series;
}

/** Bars of a random walk, prices in cents. */
export function randomBars(length: number, seed = 1, head: Partial<BarSeriesHead> = {}): BarSeries {
  const random = seededRandom(seed);
  const cents = (price: number): number => Math.round(price * 100) / 100;
  const columns = {
    open: [] as number[],
    high: [] as number[],
    low: [] as number[],
    close: [] as number[],
    volume: [] as number[],
  };
  let price = 100;
  for (let row = 0; row < length; row += 1) {
    const open = cents(price * (1 + (random() - 0.5) * 0.01));
    const close = cents(open * (1 + (random() - 0.5) * 0.04));
    columns.open.push(open);
    columns.close.push(close);
    columns.high.push(cents(Math.max(open, close) * (1 + random() * 0.01)));
    columns.low.push(cents(Math.min(open, close) * (1 - random() * 0.01)));
    columns.volume.push(Math.round(random() * 1e6));
    price = close;
  }
  return seriesOf(columns, head);
}

/** The expression bound to the series; conditions and numbers alike. */
export function bound(
  expression: string,
  series: BarSeries,
  others: readonly BarSeries[] = [],
  known: readonly KnownRows[] = [],
): BoundExpression {
  const document = (slots: object): object => ({
    version: 1,
    symbols: {
      a: series.symbol,
      ...Object.fromEntries(others.map((other, index) => ['bcd'[index], other.symbol])),
    },
    rules: { long: { enter: 'close > 0', exit: 'close > 0', ...slots } },
  });
  const asNumber = compileStrategy(document({ stops: [{ kind: 'stop', at: expression }] }));
  const outcome = asNumber.ok
    ? asNumber
    : compileStrategy(document({ stops: [{ kind: 'breakeven', when: expression }] }));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
  const [stop] = outcome.strategy.rules!.long!.stops;
  const compiled = stop.kind === 'breakeven' ? stop.when : stop.kind === 'stop' ? stop.at : undefined;
  const all = new Map([series, ...others].map((one) => [one.symbol, one]));
  return bindStrategy(outcome.strategy, all, undefined, known).expression(series.symbol, compiled!);
}

/** The values of an expression over all bars, of one that doesn't read the position. */
export function valuesOf(
  expression: string,
  series: BarSeries,
  others: readonly BarSeries[] = [],
  known: readonly KnownRows[] = [],
): number[] {
  const expressionOnBars = bound(expression, series, others, known);
  const state = createPositionState();
  return Array.from({ length: series.length }, (_, bar) => evaluateBound(expressionOnBars, state, bar));
}
