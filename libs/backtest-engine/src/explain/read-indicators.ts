import { BarkeepError, pickExtremes, type BarSeries } from '#domain';
import {
  bindStrategy,
  dissectStrategy,
  listIndicators,
  type CompiledExpression,
  type DissectedStrategy,
} from '#strategy';
import { countUpTo } from '../bar-window.js';
import { leadOf } from './explain-bar.js';
import type { ExplainInput } from './explanation.js';

/** A column of a strategy as it is drawn. */
export interface IndicatorLine {
  /** As the strategy writes it. */
  readonly name: string;
  /** It moves with the prices of the symbol and is drawn over them; anything else has a scale of its own. */
  readonly isOverlay: boolean;
  /** Open times of bars, UTC milliseconds, rising. */
  readonly time: readonly number[];
  /** NaN is missing. */
  readonly value: readonly number[];
}

/** Which part of a run's bars is drawn: opened at `from` up to `to` (UTC ms, both included). */
export interface IndicatorWindow {
  readonly symbol: string;
  readonly from: number;
  readonly to: number;
  /** The most points of a line; of more bars the extremes of equal stretches are kept. */
  readonly points: number;
}

/**
 * What a run's strategy read of a symbol, bar by bar: exactly the columns of the run. A basket reads those of its first
 * leg. Throws BarkeepError PARAMETER_INVALID for a symbol that the run doesn't read.
 */
export function readIndicators(
  input: ExplainInput,
  { symbol, from, to, points }: IndicatorWindow,
): IndicatorLine[] {
  const read = leadOf(input.strategy) ?? symbol;
  const own = input.series.find((one) => one.symbol === read);
  if (own === undefined || !input.series.some((one) => one.symbol === symbol))
    throw new BarkeepError('PARAMETER_INVALID', `${symbol} is not read by the run.`);
  const dissected = dissectStrategy(input.strategy, own.timeframe);
  const columnOf = bind(input, dissected, read);
  const lift = Math.abs(own.close[0]) || 1;
  const lifted = bind(
    { ...input, series: input.series.map((one) => (one.symbol === symbol ? raise(one, lift) : one)) },
    dissected,
    read,
  );
  const [first, end] = [countUpTo(own.openTime, from - 1), countUpTo(own.openTime, to)];
  return listIndicators(dissected).map(({ name, value }) => {
    const column = columnOf(value).subarray(first, end);
    const isOverlay = movesWith(column, lifted(value).subarray(first, end), lift);
    const rows = pickRows(column, points);
    return {
      ...{ name, isOverlay },
      time: rows.map((row) => own.openTime[first + row]),
      value: rows.map((row) => column[row]),
    };
  });
}

function bind(
  { series, known }: ExplainInput,
  { strategy }: DissectedStrategy,
  symbol: string,
): (value: CompiledExpression) => Float64Array {
  const bound = bindStrategy(strategy, new Map(series.map((one) => [one.symbol, one])), undefined, known);
  return (value) => {
    const expression = bound.expression(symbol, value);
    if (expression.kind !== 'column') throw new TypeError(`'${value.text}' has no column`);
    return expression.values;
  };
}

/** The same bars with so much more on each price. */
function raise(series: BarSeries, by: number): BarSeries {
  const { open, high, low, close } = series;
  const [o, h, l, c] = [open, high, low, close].map((column) => column.map((price) => price + by));
  return { ...series, open: o, high: h, low: l, close: c };
}

/**
 * Whether a line lies on the scale of prices: then it rises by about as much as they do. An average does, also one that
 * is widened by a factor; a range, an oscillator or a ratio stays where it is.
 */
function movesWith(column: Float64Array, lifted: Float64Array, lift: number): boolean {
  let risen = 0;
  let count = 0;
  for (let row = 0; row < column.length; row += 1) {
    const by = lifted[row] - column[row];
    if (!Number.isFinite(by)) continue;
    risen += by / lift;
    count += 1;
  }
  return count > 0 && risen > 0.5 * count && risen < 1.5 * count;
}

/** Rows to draw, from the first that has a value on. */
function pickRows(column: Float64Array, points: number): number[] {
  const first = column.findIndex((value) => !Number.isNaN(value));
  return first < 0 ? [] : pickExtremes(column.subarray(first), points).map((row) => first + row);
}
