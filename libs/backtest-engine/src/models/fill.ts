import type { Order } from '../order.js';
import type { PresetRules } from './execution-models.js';

/** What `fillPriceOf` gives for an order that waits on. */
export const NOT_FILLED = -Infinity;

/**
 * Whether an order fills in a bar and at which price, before spread and slippage (engine-semantics A4).
 * `reference` is the price of a market order and that of a stop after a gap, as a rule the open.
 * A stop that triggers is forgotten on the order, for good. A gap fills a stop at the open (worse) and a limit
 * at the open (better). A stop-limit that triggers inside a bar fills on it only where the limit lies beyond the stop,
 * and then at the stop. `stopLimitGap` says what a gap over its stop does: it triggers at the open and is a limit
 * order for the rest of the bar, or as the peer has it, fills at the stop all the same.
 */
export function fillPriceOf(
  order: Order,
  reference: number,
  open: number,
  high: number,
  low: number,
  stopLimitGap: PresetRules['stopLimitGap'],
): number {
  const { stop, limit } = order;
  const isBuy = order.direction > 0;
  if (Number.isNaN(stop)) {
    if (Number.isNaN(limit)) return reference;
    return limitPrice(isBuy, limit, open, high, low);
  }
  if (isBuy ? high < stop : low > stop) return NOT_FILLED;
  if (Number.isNaN(limit)) return isBuy ? Math.max(reference, stop) : Math.min(reference, stop);
  order.isTriggered = true;
  const isGap = isBuy ? open >= stop : open <= stop;
  if (isGap && stopLimitGap === 'open') return limitPrice(isBuy, limit, open, high, low);
  return triggeredLimitPrice(isBuy, limit, stop, high, low);
}

function limitPrice(isBuy: boolean, limit: number, open: number, high: number, low: number): number {
  if (isBuy) return low <= limit ? Math.min(open, limit) : NOT_FILLED;
  return high >= limit ? Math.max(open, limit) : NOT_FILLED;
}

function triggeredLimitPrice(isBuy: boolean, limit: number, stop: number, high: number, low: number): number {
  if (isBuy) return low <= limit && limit > stop ? stop : NOT_FILLED;
  return high >= limit && limit < stop ? stop : NOT_FILLED;
}
