import { giveMemoryBack, takeMemory } from '#domain';
import type { Market } from '../market.js';
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
  private isEquityGiven = false;

  /** Of a run of which only metrics are asked, the orders of plain runs are left out. */
  constructor(
    symbols: readonly string[],
    timeline: Float64Array,
    readonly isForMetrics = false,
  ) {
    const { length } = timeline;
    this.equity = new Float64Array(takeMemory(length * 8), 0, length);
    this.trades = new TradeRecord(symbols, timeline);
    this.orders = new OrderRecord(symbols, timeline);
  }

  static over({ series, timeline }: Market, isForMetrics = false): Recorder {
    const symbols = series.map(({ symbol }) => symbol);
    return new Recorder(symbols, timeline, isForMetrics);
  }

  /** The equity, for good. */
  giveEquity(): Float64Array {
    this.isEquityGiven = true;
    return this.equity;
  }

  /** Gives the memory of all columns to later records, but for what was given away. */
  release(): void {
    this.trades.release();
    this.orders.release();
    if (!this.isEquityGiven) giveMemoryBack([this.equity.buffer as ArrayBuffer]);
  }

  /** Forgets everything for another run over the same bars; nobody may look at what this one left behind. */
  clear(): void {
    this.trades.clear();
    this.orders.clear();
    this.ambiguousTrades = 0;
    this.resolvedTrades = 0;
    this.marginCalls = 0;
    this.rejections.clear();
  }

  countRejection(reason: string): void {
    this.rejections.set(reason, (this.rejections.get(reason) ?? 0) + 1);
  }
}
