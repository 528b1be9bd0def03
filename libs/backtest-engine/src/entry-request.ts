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
  /** A market order that fills at the close of the next bar instead of its open. */
  onClose?: boolean;
  stopLoss?: number;
  takeProfit?: number;
  /** Entry reason of the trade. */
  reason?: string;
  tag?: string;
}
