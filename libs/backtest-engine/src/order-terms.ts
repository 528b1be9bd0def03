import type { EntryRequest } from './entry-request.js';
import type { Order, OrderTerms } from './order.js';

/** The terms that a request states; undefined when it has none. */
export function termsOf(request: EntryRequest): OrderTerms | undefined {
  const { timeInForce = 'gtc', goodTill = NaN, trail, stopTrail, oco, most = Infinity } = request;
  const isPlain = timeInForce === 'gtc' && most === Infinity;
  if (isPlain && trail === undefined && stopTrail === undefined && oco === undefined) return undefined;
  const expiresAt = timeInForce === 'gtc' ? Infinity : timeInForce === 'gtd' ? goodTill : NaN;
  return { timeInForce, expiresAt, trail, stopTrail, most };
}

/** Makes two orders cancel each other; those that already stand against one of them are in it, too. */
export function makeRivals(order: Order, other: Order): void {
  const rivals = [...new Set([...(other.terms?.rivals ?? [other]), ...(order.terms?.rivals ?? [order])])];
  for (const rival of rivals) {
    rival.terms ??= { timeInForce: 'gtc', expiresAt: Infinity, most: Infinity };
    rival.terms.rivals = rivals;
  }
}
