import type { Market } from '../market.js';

/**
 * The instrument whose bars tell when an allocation is due: the first with a bar now among those of one exchange, that
 * of the first member which is listed and has not ended. One exchange alone sets the time, since each would else give
 * out the account anew. Undefined where it has no bar now.
 */
export function findClock(market: Market, instruments: readonly number[], bar: number): number | undefined {
  const { series, timeline } = market;
  const first = instruments.find(
    (one) => series[one].openTime[0] <= timeline[bar] && market.endedAt[one] >= bar,
  );
  if (first === undefined) return undefined;
  const { calendar } = series[first];
  return instruments.find((one) => series[one].calendar === calendar && market.rowAt(one, bar) >= 0);
}
