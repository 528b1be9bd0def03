import { pickExtremes } from '#domain';
import type { PartialResult } from '#jobs';

/** Points and bytes of trades in one message; together they stay below 64 KB in the wire's shape. */
const POINTS = 600;
const TRADE_BYTES = 30_000;
/** Trades that may wait for a later message; older ones are left out of the live view. */
const TRADES_WAITING = 5_000;

/** Gathers what is new in a live run and gives it out in messages of bounded size. */
export class PartialBuffer {
  private time: number[] = [];
  private equity: number[] = [];
  private trades: object[] = [];

  add(partial: PartialResult): void {
    this.time = this.time.concat(partial.equity.time);
    this.equity = this.equity.concat(partial.equity.equity);
    this.trades = this.trades.concat(partial.trades).slice(-TRADES_WAITING);
  }

  get isEmpty(): boolean {
    return this.time.length === 0 && this.trades.length === 0;
  }

  /** The next message: the equity curve in points that keep its shape, and as many trades as fit. */
  take(): PartialResult {
    const rows = pickExtremes(this.equity, POINTS);
    const equity = { time: rows.map((row) => this.time[row]), equity: rows.map((row) => this.equity[row]) };
    this.time = [];
    this.equity = [];
    return { equity, trades: this.trades.splice(0, this.tradesThatFit()) };
  }

  private tradesThatFit(): number {
    let bytes = 0;
    const tooMany = this.trades.findIndex((trade) => {
      bytes += Buffer.byteLength(JSON.stringify(trade)) + 1;
      return bytes > TRADE_BYTES;
    });
    return tooMany === -1 ? this.trades.length : Math.max(1, tooMany);
  }
}
