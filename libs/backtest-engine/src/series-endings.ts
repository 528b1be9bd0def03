import type { BarSeries } from '#domain';
import type { Market } from './market.js';

/**
 * Instruments by the bar of the timeline that is their last one, where they have ended for good: the run goes on
 * after it for longer than the longest pause between any two bars of the series. One that is only closed or late
 * when the run ends (a weekend, another exchange) has not ended.
 */
export function findEndings(market: Market): ReadonlyMap<number, readonly number[]> {
  const endings = new Map<number, number[]>();
  const last = market.length - 1;
  market.series.forEach((one, instrument) => {
    const runsOn = market.timeline[last] - one.openTime[one.length - 1];
    if (runsOn <= 0 || runsOn <= longestPause(one)) return;
    let bar = last;
    while (market.rowAt(instrument, bar) < 0) bar -= 1;
    const together = endings.get(bar);
    if (together === undefined) endings.set(bar, [instrument]);
    else together.push(instrument);
  });
  return endings;
}

/** Milliseconds from one bar to the next, the length of a bar at least. */
function longestPause({ openTime, closeTime, length }: BarSeries): number {
  let longest = closeTime[length - 1] - openTime[length - 1];
  for (let row = 1; row < length; row += 1) longest = Math.max(longest, openTime[row] - openTime[row - 1]);
  return longest;
}
