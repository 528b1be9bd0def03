import type { Market } from './market.js';
import type { ExecutionModels } from './models/execution-models.js';
import { findMarginCall } from './models/margin-call.js';
import type { OrderDesk } from './order-desk.js';
import { OrderStatus, type OpenTrade } from './order.js';
import type { Portfolio } from './portfolio.js';
import type { Recorder } from './record/recorder.js';
import { TradeCloser } from './trade-closer.js';

/** What happens to open trades without an order of the strategy: ruin, delistings, margin calls, the end of the data. */
export class AccountEvents {
  private readonly closer: TradeCloser;

  constructor(
    private readonly market: Market,
    private readonly portfolio: Portfolio,
    private readonly models: ExecutionModels,
    private readonly recorder: Recorder,
    private readonly desk: OrderDesk,
  ) {
    this.closer = new TradeCloser(market, portfolio, models, recorder);
  }

  /** Closes every open trade at the last known close, oldest first; ruin costs nothing more. */
  closeAll(bar: number, why: 'ruin' | 'finalized'): void {
    for (const trade of this.portfolio.trades.slice()) {
      if (why === 'finalized') this.closeAtClose(trade, bar, why);
      else this.closer.close(trade, Math.abs(trade.size), this.market.close[trade.instrument], bar, why);
    }
    this.desk.book.sweep();
  }

  /** An instrument has had its last bar: closes what is held of it and forgets its orders, unless it is held on. */
  settle(instrument: number, bar: number): void {
    this.market.endedAt[instrument] = bar;
    if (this.models.rules.seriesEnd === 'hold') return;
    for (const trade of this.portfolio.trades.slice()) {
      if (trade.instrument === instrument) this.closeAtClose(trade, bar, 'delisted');
    }
    for (const order of this.desk.book.pending().slice()) {
      if (order.instrument === instrument) this.desk.end(order, OrderStatus.cancelled, 'delisted');
    }
    this.desk.book.sweep();
  }

  /** At the close of a bar: closes trades, the largest loss first, until equity covers what is open. */
  callMargin(bar: number): void {
    const { portfolio, market } = this;
    const { maintenanceMargin } = this.models;
    if (!(maintenanceMargin > 0) || portfolio.equity() <= 0) return;
    let trade = findMarginCall(portfolio, market, maintenanceMargin);
    for (; trade !== undefined; trade = findMarginCall(portfolio, market, maintenanceMargin)) {
      this.closeAtClose(trade, bar, 'margin_call');
      this.recorder.marginCalls += 1;
    }
    this.desk.book.sweep();
  }

  private closeAtClose(trade: OpenTrade, bar: number, why: string): void {
    const units = Math.abs(trade.size);
    const price = this.closer.exitPrice(trade, this.market.close[trade.instrument], units, true);
    this.closer.close(trade, units, price, bar, why);
  }
}
