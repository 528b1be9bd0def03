import type { Order } from './order.js';

/** A trade that has been entered and not yet closed. `size` is signed and shrinks when the trade is reduced. */
export class OpenTrade {
  stopOrder: Order | undefined = undefined;
  targetOrder: Order | undefined = undefined;
  isOpen = true;

  constructor(
    readonly instrument: number,
    public size: number,
    readonly entryPrice: number,
    readonly entryBar: number,
    /** Bar of the decision that led to the entry. */
    readonly decisionBar: number,
    readonly entryReason: string,
    readonly tag: string,
    /** Fee that was paid on entry for the units still open. */
    public entryFee: number,
  ) {}

  /** The stop-loss in force, NaN when none. */
  get stopLoss(): number {
    return this.stopOrder === undefined ? NaN : this.stopOrder.stop;
  }

  /** The take-profit in force, NaN when none. */
  get takeProfit(): number {
    return this.targetOrder === undefined ? NaN : this.targetOrder.limit;
  }
}
