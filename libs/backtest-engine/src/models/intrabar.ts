import type { BarSeries } from '#domain';
import { countUpTo } from '../bar-window.js';

/** Finer bars of an instrument, of which some lie inside each bar of the run. */
export type FinerBars = ReadonlyMap<number, BarSeries>;

/**
 * Whether the stop or the target of a trade was reached first between two instants (UTC ms), as finer bars tell: a bar
 * that opens beyond one has reached it, else the first bar that touches just one of them decides. Undefined where a bar
 * touches both or none does.
 */
export function firstReached(
  { openTime, open, high, low, length }: BarSeries,
  from: number,
  to: number,
  { size, stopLoss, takeProfit }: { size: number; stopLoss: number; takeProfit: number },
): 'stop' | 'target' | undefined {
  const isLong = size > 0;
  const reachesStop = (best: number, worst: number) => (isLong ? worst <= stopLoss : best >= stopLoss);
  const reachesTarget = (best: number, worst: number) => (isLong ? best >= takeProfit : worst <= takeProfit);
  for (let row = countUpTo(openTime, from - 1); row < length && openTime[row] < to; row += 1) {
    if (reachesStop(open[row], open[row])) return 'stop';
    if (reachesTarget(open[row], open[row])) return 'target';
    const isStop = reachesStop(high[row], low[row]);
    const isTarget = reachesTarget(high[row], low[row]);
    if (isStop && isTarget) return undefined;
    if (isStop) return 'stop';
    if (isTarget) return 'target';
  }
  return undefined;
}
