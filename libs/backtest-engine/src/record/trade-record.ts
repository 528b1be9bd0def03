import type { ColumnTable } from '#domain';
import type { OpenTrade } from '../open-trade.js';
import { namesOf, percentOf, timesOf } from './column-views.js';
import { GrowingFloats, GrowingInts } from './growing-column.js';

/** What closing a trade (or a part of it) gave. */
export interface ClosedPart {
  size: number;
  exitPrice: number;
  exitBar: number;
  /** Fees of entry and exit, money. */
  commission: number;
  stop: number;
  target: number;
  reason: string;
}

/** Closed trades as growing columns, in the order in which they closed. */
export class TradeRecord {
  private readonly instrument = new GrowingInts();
  readonly size = new GrowingFloats();
  readonly entryBar = new GrowingInts();
  readonly exitBar = new GrowingInts();
  readonly entryPrice = new GrowingFloats();
  readonly exitPrice = new GrowingFloats();
  readonly pnl = new GrowingFloats();
  readonly commission = new GrowingFloats();
  /** Fraction. */
  readonly returns = new GrowingFloats();
  private readonly stop = new GrowingFloats();
  private readonly target = new GrowingFloats();
  private readonly entryReason: string[] = [];
  private readonly exitReason: string[] = [];
  private readonly tag: string[] = [];

  constructor(
    private readonly symbols: readonly string[],
    private readonly timeline: Float64Array,
  ) {}

  get length(): number {
    return this.size.length;
  }

  /** pnl = size × (exit - entry) - commission; return = sign × (exit / entry - 1) - commission / (|size| × entry). */
  add(trade: OpenTrade, part: ClosedPart): void {
    const { size, exitPrice, commission } = part;
    const { entryPrice } = trade;
    const sign = size > 0 ? 1 : -1;
    this.instrument.push(trade.instrument);
    this.size.push(size);
    this.entryBar.push(trade.entryBar);
    this.exitBar.push(part.exitBar);
    this.entryPrice.push(entryPrice);
    this.exitPrice.push(exitPrice);
    this.pnl.push(size * (exitPrice - entryPrice) - commission);
    this.commission.push(commission);
    this.returns.push(sign * (exitPrice / entryPrice - 1) - commission / (sign * size * entryPrice));
    this.stop.push(part.stop);
    this.target.push(part.target);
    this.entryReason.push(trade.entryReason);
    this.exitReason.push(part.reason);
    this.tag.push(trade.tag);
  }

  /** The rows from `from` on under the names of the outcome. */
  toTable(from = 0): ColumnTable {
    const entryBar = this.entryBar.copy(from);
    const exitBar = this.exitBar.copy(from);
    return {
      length: this.length - from,
      columns: {
        symbol: namesOf(this.instrument.copy(from), this.symbols),
        size: this.size.copy(from),
        entry_bar: entryBar,
        exit_bar: exitBar,
        entry_time: timesOf(entryBar, this.timeline),
        exit_time: timesOf(exitBar, this.timeline),
        entry_price: this.entryPrice.copy(from),
        exit_price: this.exitPrice.copy(from),
        pnl: this.pnl.copy(from),
        commission: this.commission.copy(from),
        return_pct: percentOf(this.returns.copy(from)),
        stop: this.stop.copy(from),
        target: this.target.copy(from),
        entry_reason: this.entryReason.slice(from),
        exit_reason: this.exitReason.slice(from),
        tag: this.tag.slice(from),
      },
    };
  }
}
