import type { BarSeries } from './bar-series.js';
import { isIntraday, type Timeframe } from './timeframe.js';
import { dayRangeInZone } from './zoned-time.js';

/** A split or dividend. `exDate` is `YYYY-MM-DD`. */
export interface CorporateAction {
  exDate: string;
  kind: 'split' | 'dividend';
  /** New shares per old share for a split (7 for 7:1), cash per share for a dividend. */
  value: number;
}

/** How stored raw prices are adjusted when they are read. */
export const ADJUSTMENTS = ['raw', 'split', 'total'] as const;

export type Adjustment = (typeof ADJUSTMENTS)[number];

/** The instant (UTC ms) from which bars trade without an action: midnight of the ex-date, in the zone for shorter bars. */
export function exInstantOf(exDate: string, timeframe: Timeframe, timeZone: string): number {
  return isIntraday(timeframe) ? dayRangeInZone(exDate, timeZone).start : Date.parse(exDate);
}

/** An action of an instrument as it meets its bars: those that open at `at` (UTC ms) or later trade without it. */
export interface TimedAction {
  symbol: string;
  kind: CorporateAction['kind'];
  value: number;
  at: number;
}

/** The actions between the first and the last bar of a series, oldest first, of one instant the split before the dividend. */
export function toTimedActions(
  { symbol, timeframe, timeZone, openTime, length }: BarSeries,
  actions: readonly CorporateAction[],
): TimedAction[] {
  return actions
    .map(({ exDate, kind, value }) => ({ symbol, kind, value, at: exInstantOf(exDate, timeframe, timeZone) }))
    .filter(({ at }) => at > openTime[0] && at <= openTime[length - 1])
    .sort(
      (left, right) => left.at - right.at || (left.kind === right.kind ? 0 : left.kind === 'split' ? -1 : 1),
    );
}
