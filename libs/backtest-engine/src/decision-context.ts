import type { BarSeries } from '#domain';
import type { Market } from './market.js';
import type { TrailingStop } from './models/trailing-stop.js';
import type { OrderDesk } from './order-desk.js';
import type { Order, OpenTrade } from './order.js';
import type { Portfolio } from './portfolio.js';
import type { EntryRequest } from './entry-request.js';

/** What a strategy sees and may do at the close of a bar. One object serves the whole run. */
export class DecisionContext {
  /** Index of the current bar on the run's timeline. */
  bar = 0;

  constructor(
    readonly market: Market,
    private readonly desk: OrderDesk,
    private readonly portfolio: Portfolio,
  ) {}

  get series(): readonly BarSeries[] {
    return this.market.series;
  }

  /** UTC milliseconds of the current bar. */
  get time(): number {
    return this.market.timeline[this.bar];
  }

  get equity(): number {
    return this.portfolio.equity();
  }

  /** Puts equity and cash into cells, see `Portfolio.markEquity`. */
  markAccount(cells: Float64Array, equityAt: number, cashAt: number): void {
    this.portfolio.markEquity(cells, equityAt);
    cells[cashAt] = this.portfolio.cash;
  }

  get cash(): number {
    return this.portfolio.cash;
  }

  /** Open trades of all instruments, oldest first. */
  get trades(): readonly OpenTrade[] {
    return this.portfolio.trades;
  }

  /** Waiting orders in the order in which they are processed. */
  get orders(): readonly Order[] {
    return this.desk.book.pending();
  }

  /** Whether fractions of a unit can't be traded. */
  get wholeUnits(): boolean {
    return this.desk.wholeUnits;
  }

  /** Value that may be bound per money that covers it. */
  get leverage(): number {
    return this.desk.leverage;
  }

  /** Whether an entry that fires again takes the place of the one that waits. */
  get replacesEntries(): boolean {
    return this.desk.replacesEntries;
  }

  /** Signed units held. */
  positionSize(instrument = 0): number {
    return this.portfolio.positionSize(instrument);
  }

  /** Bar of the latest exit (whole or in part) from an instrument; -Infinity when there was none. */
  lastExitBar(instrument = 0): number {
    return this.portfolio.lastExitBar[instrument];
  }

  /** Undefined when the order was refused at once. */
  buy(request: EntryRequest = {}): Order | undefined {
    return this.desk.placeEntry(request, 1, this.bar);
  }

  sell(request: EntryRequest = {}): Order | undefined {
    return this.desk.placeEntry(request, -1, this.bar);
  }

  /** Closes a trade, or a share of it, at market. */
  closeTrade(trade: OpenTrade, portion = 1, reason = 'strategy'): void {
    this.desk.placeClose(trade, portion, this.bar, reason);
  }

  /** The same at the close of the next bar instead of its open. */
  closeTradeOnClose(trade: OpenTrade, portion = 1, reason = 'strategy'): void {
    this.desk.placeClose(trade, portion, this.bar, reason, true);
  }

  /** Closes every open trade of an instrument, or a share of each. */
  closePosition(portion = 1, reason = 'strategy', instrument = 0): void {
    for (const trade of this.portfolio.trades) {
      if (trade.instrument === instrument) this.desk.placeClose(trade, portion, this.bar, reason);
    }
  }

  /** A price of NaN removes it. */
  setStopLoss(trade: OpenTrade, price: number): void {
    this.desk.setStopLoss(trade, price, this.bar);
  }

  /** Lets the stop-loss follow the price from the current close on, until it is set anew. */
  setTrailingStop(trade: OpenTrade, trail: TrailingStop): void {
    this.desk.setTrailingStop(trade, trail, this.bar);
  }

  setTakeProfit(trade: OpenTrade, price: number): void {
    this.desk.setTakeProfit(trade, price, this.bar);
  }

  cancel(
    order: Order,
    reason: 'cancelled_by_strategy' | 'replaced_by_entry' = 'cancelled_by_strategy',
  ): void {
    this.desk.cancel(order, reason);
  }

  /** Cancels the waiting orders of an instrument but for stops and targets of trades. */
  cancelEntries(instrument = 0): void {
    this.desk.cancelEntries(instrument);
  }
}
