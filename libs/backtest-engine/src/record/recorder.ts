import { OrderRecord } from './order-record.js';
import { TradeRecord } from './trade-record.js';

/** What a run leaves behind: equity by bar, closed trades, orders, and why some were rejected. */
export class Recorder {
  readonly equity: Float64Array;
  readonly trades: TradeRecord;
  readonly orders: OrderRecord;
  /** Trades that ended in a bar which reached both their stop and their target. */
  ambiguousTrades = 0;
  /** Those of them of which finer bars told which came first. */
  resolvedTrades = 0;
  /** Trades that a margin call closed. */
  marginCalls = 0;
  readonly rejections = new Map<string, number>();

  constructor(symbols: readonly string[], timeline: Float64Array) {
    this.equity = new Float64Array(timeline.length);
    this.trades = new TradeRecord(symbols, timeline);
    this.orders = new OrderRecord(symbols, timeline);
  }

  /** Gives the memory of both records away, not that of the equity. */
  release(): void {
    this.trades.release();
    this.orders.release();
  }

  countRejection(reason: string): void {
    this.rejections.set(reason, (this.rejections.get(reason) ?? 0) + 1);
  }
}
