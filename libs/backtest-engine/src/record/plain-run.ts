import type { OrderRole } from '../order.js';

/** A trade of market orders that is open, entered at the open after its decision, and what closing it would come to. */
export class PlainPosition {
  /** Zero when no trade is open. */
  size = NaN;
  entryPrice = NaN;
  entryBar = 0;
  /** Money, as are those that follow. */
  entryFee = NaN;
  exitPrice = NaN;
  exitFee = NaN;
  /** What the exit adds to cash. */
  exitGain = NaN;
}

/** Why a trade of that size was entered. */
export function reasonOf(size: number): string {
  return size > 0 ? 'enter_long' : 'enter_short';
}

/** Market orders, each filled at the open after its decision, and the trades that they closed: columns that are used again. */
export class PlainRun {
  orders = 0;
  /** By order. */
  readonly role: Uint8Array;
  readonly placedBar: Int32Array;
  readonly price: Float64Array;
  /** Signed. */
  readonly units: Float64Array;
  trades = 0;
  /** By trade. */
  readonly size: Float64Array;
  readonly entryBar: Int32Array;
  readonly exitBar: Int32Array;
  readonly entryPrice: Float64Array;
  readonly exitPrice: Float64Array;
  /** Fees of entry and exit, money. */
  readonly commission: Float64Array;
  /** 1 for a trade that an entry against it closed. */
  readonly isReversed: Uint8Array;

  /** For so many bars, on each of which a trade may end and another begin. */
  constructor(readonly bars: number) {
    this.role = new Uint8Array(2 * bars);
    this.placedBar = new Int32Array(2 * bars);
    this.price = new Float64Array(2 * bars);
    this.units = new Float64Array(2 * bars);
    this.size = new Float64Array(bars);
    this.entryBar = new Int32Array(bars);
    this.exitBar = new Int32Array(bars);
    this.entryPrice = new Float64Array(bars);
    this.exitPrice = new Float64Array(bars);
    this.commission = new Float64Array(bars);
    this.isReversed = new Uint8Array(bars);
  }

  clear(): void {
    this.orders = 0;
    this.trades = 0;
  }

  addOrder(role: OrderRole, bar: number, price: number, units: number): void {
    const row = this.orders;
    this.orders = row + 1;
    this.role[row] = role;
    this.placedBar[row] = bar;
    this.price[row] = price;
    this.units[row] = units;
  }

  addTrade(position: PlainPosition, exitBar: number, isReversed: boolean): void {
    const row = this.trades;
    this.trades = row + 1;
    this.size[row] = position.size;
    this.entryBar[row] = position.entryBar;
    this.entryPrice[row] = position.entryPrice;
    this.exitBar[row] = exitBar;
    this.exitPrice[row] = position.exitPrice;
    this.commission[row] = position.exitFee + position.entryFee;
    this.isReversed[row] = isReversed ? 1 : 0;
  }
}
