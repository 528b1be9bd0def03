import type { BarSeries, TimedAction } from '#domain';
import { countUpTo } from '../bar-window.js';

/** An action with the row of its instrument's series from which it counts. */
export interface RowAction {
  readonly row: number;
  readonly kind: TimedAction['kind'];
  readonly value: number;
}

/** The actions of a series by row, in the order given; none before its second bar or after its last. */
export function planActions(series: BarSeries, actions: readonly TimedAction[]): RowAction[] {
  return actions
    .filter(({ symbol }) => symbol === series.symbol)
    .map(({ kind, value, at }) => ({ row: countUpTo(series.openTime, at - 1), kind, value }))
    .filter(({ row }) => row > 0 && row < series.length);
}

/**
 * The closes of a raw series as a holder saw them: divided by later splits, less later dividends in proportion
 * (1 - cash / close before, as CRSP adjusts). For comparison only; nothing trades at them.
 */
export function adjustCloses(series: BarSeries, actions: readonly TimedAction[]): BarSeries {
  const planned = planActions(series, actions);
  if (planned.length === 0) return series;
  const close = series.close.slice();
  let factor = 1;
  for (let row = series.length - 1, next = planned.length - 1; row >= 0; row -= 1) {
    for (; next >= 0 && planned[next].row > row; next -= 1)
      factor *= factorOf(planned, next, series.close[row]);
    close[row] *= factor;
  }
  return { ...series, close };
}

/** A dividend is paid on the shares after a split of the same row, which comes before it. */
function factorOf(planned: readonly RowAction[], index: number, previousClose: number): number {
  const { kind, value, row } = planned[index];
  if (kind === 'split') return 1 / value;
  const splits = planned.filter((one, k) => k < index && one.row === row && one.kind === 'split');
  const kept = 1 - value / splits.reduce((price, split) => price / split.value, previousClose);
  return kept > 0 ? kept : 1;
}
