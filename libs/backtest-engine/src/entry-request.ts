import type { Order, TimeInForce } from './order.js';
import type { TrailingStop } from './models/trailing-stop.js';

/**
 * An entry to place. At most one of `units`, `fraction`, `equity` and `cash` says how large it is; none means all
 * that can be bought. Without prices it is a market order, with both a stop-limit.
 */
export interface EntryRequest {
  /** Default: the first instrument of the run. */
  symbol?: string;
  units?: number;
  /** Fraction of the free liquidity at the fill. */
  fraction?: number;
  /** Fraction of the equity at the fill, as far as the free liquidity goes. */
  equity?: number;
  /** Money. */
  cash?: number;
  limit?: number;
  stop?: number;
  /** A stop that follows the price from the close of the decision on; replaces `stop`. */
  trail?: TrailingStop;
  /** A market order that fills at the close of the next bar instead of its open. */
  onClose?: boolean;
  stopLoss?: number;
  takeProfit?: number;
  /** A stop-loss that follows the price from the entry on; the closer of it and `stopLoss` stands. */
  stopTrail?: TrailingStop;
  /** Default: `gtc`. */
  timeInForce?: TimeInForce;
  /** UTC milliseconds, for `gtd`. */
  goodTill?: number;
  /** A waiting order which this one stands beside: the first of them that fills cancels the other. */
  oco?: Order;
  /** The most money that the fill may come to; what is asked for beyond it is left out. */
  most?: number;
  /** Entry reason of the trade. */
  reason?: string;
  tag?: string;
}
