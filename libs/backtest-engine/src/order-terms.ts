import type { EntryRequest } from './entry-request.js';
import type { Order } from './order.js';
import type { TrailingStop } from './models/trailing-stop.js';

/**
 * How long an order waits. `gtc`: until it is cancelled. `day`: for the session of the first bar on which it can fill;
 * on bars of a day and longer that is this bar. `gtd`: until an instant. `ioc`: it fills at the open of that first bar
 * or not at all.
 */
export type TimeInForce = 'gtc' | 'day' | 'gtd' | 'ioc';

/** What some orders ask for beside their prices; most have no terms. */
export interface OrderTerms {
  readonly timeInForce: TimeInForce;
  /** UTC milliseconds of the end of its life; NaN while it is not known yet, Infinity: none. */
  expiresAt: number;
  /** Moves the order's stop. */
  trail?: TrailingStop;
  /** Placed on the stop-loss of the trade that the order opens. */
  stopTrail?: TrailingStop;
  /** The most money that the fill may come to. */
  readonly most: number;
  /** One cancels the others: all of them, the order itself included. */
  rivals?: Order[];
}

/** The terms that a request states; undefined when it has none. */
export function termsOf(request: EntryRequest): OrderTerms | undefined {
  const { timeInForce = 'gtc', goodTill = NaN, trail, stopTrail, oco, most = Infinity } = request;
  const isPlain = timeInForce === 'gtc' && most === Infinity;
  if (isPlain && trail === undefined && stopTrail === undefined && oco === undefined) return undefined;
  const expiresAt = timeInForce === 'gtc' ? Infinity : timeInForce === 'gtd' ? goodTill : NaN;
  return { timeInForce, expiresAt, trail, stopTrail, most };
}

/** Distances are money per unit; the most money that a fill may come to stays. */
export function splitTerms(terms: OrderTerms, ratio: number): void {
  for (const key of ['trail', 'stopTrail'] as const) {
    const trail = terms[key];
    if (trail !== undefined && 'distance' in trail) terms[key] = { distance: trail.distance / ratio };
  }
}

/** Makes two orders cancel each other; those that already stand against one of them are in it, too. */
export function makeRivals(order: Order, other: Order): void {
  const rivals = [...new Set([...(other.terms?.rivals ?? [other]), ...(order.terms?.rivals ?? [order])])];
  for (const rival of rivals) {
    rival.terms ??= { timeInForce: 'gtc', expiresAt: Infinity, most: Infinity };
    rival.terms.rivals = rivals;
  }
}
