import type { Market } from './market.js';
import type { ExecutionModels } from './models/execution-models.js';
import { OrderStatus, type Order, type OpenTrade } from './order.js';
import type { Portfolio } from './portfolio.js';
import type { ClosedPart } from './record/trade-record.js';
import type { Recorder } from './record/recorder.js';

/** The share of a holding that is nothing but the rounding of its parts: it is sold with them. */
export const ROUNDING = 1e-12;

/** Closes trades in whole or in part: price, cash, fees, the record (engine-semantics A5, A7). */
export class TradeCloser {
  /** Used again for each exit. */
  private readonly part: ClosedPart = {
    size: NaN,
    exitPrice: NaN,
    exitBar: 0,
    commission: NaN,
    stop: NaN,
    target: NaN,
    reason: '',
  };

  constructor(
    private readonly market: Market,
    private readonly portfolio: Portfolio,
    private readonly models: ExecutionModels,
    private readonly recorder: Recorder,
  ) {}

  /** The price of an exit with what the models charge; a limit (take-profit) pays no slippage. */
  exitPrice(trade: OpenTrade, rawPrice: number, units: number, takesLiquidity: boolean): number {
    const { models } = this;
    const direction = trade.size > 0 ? -1 : 1;
    let price = rawPrice;
    if (models.exitSpread !== 0) price = rawPrice * (1 + direction * models.exitSpread);
    if (models.rules.exitsPaySpread && models.slippage !== undefined && takesLiquidity) {
      price += direction * models.slippage(rawPrice, units, this.market.barOf(trade.instrument));
    }
    if (price !== rawPrice) this.portfolio.addFillCosts(rawPrice, price, units, models.exitSpread);
    return price;
  }

  /** Closes units of a trade at a price; a part leaves the trade smaller, with its stop and target (A7). Free: nobody traded. */
  close(
    trade: OpenTrade,
    asked: number,
    price: number,
    bar: number,
    reason: string,
    isMaker = false,
    isFree = false,
  ): void {
    const { portfolio, models } = this;
    const open = Math.abs(trade.size);
    const isWhole = asked >= open * (1 - ROUNDING);
    const units = isWhole ? open : asked;
    const size = trade.size > 0 ? units : -units;
    const exitFee = isFree ? 0 : models.commission.fee(units, price, isMaker, portfolio.tradedBefore(bar));
    const entryFee =
      models.rules.entryFee === 'recomputed'
        ? models.commission.fee(units, trade.entryPrice)
        : trade.entryFee * (units / open);
    portfolio.cash += size * (price - trade.entryPrice) - exitFee;
    portfolio.costs.commission += exitFee;
    if (!isFree) {
      portfolio.addTraded(units, price, bar);
      portfolio.lastExitBar[trade.instrument] = bar;
    }
    const { part } = this;
    part.size = size;
    part.exitPrice = price;
    part.exitBar = bar;
    part.commission = exitFee + entryFee;
    part.stop = isWhole ? trade.stopLoss : NaN;
    part.target = isWhole ? trade.takeProfit : NaN;
    part.reason = reason;
    this.recorder.trades.add(trade, part);
    if (isWhole) this.remove(trade);
    else this.shrink(trade, size, entryFee);
  }

  private remove(trade: OpenTrade): void {
    const { trades } = this.portfolio;
    trade.isOpen = false;
    for (let k = trades.indexOf(trade); k < trades.length - 1; k += 1) trades[k] = trades[k + 1];
    trades.pop();
    this.drop(trade.stopOrder);
    this.drop(trade.targetOrder);
  }

  private shrink(trade: OpenTrade, closed: number, entryFee: number): void {
    trade.size -= closed;
    trade.entryFee -= entryFee;
    if (trade.stopOrder !== undefined) trade.stopOrder.size = Math.abs(trade.size);
    if (trade.targetOrder !== undefined) trade.targetOrder.size = Math.abs(trade.size);
  }

  private drop(order: Order | undefined): void {
    if (order === undefined || order.status !== OrderStatus.pending) return;
    order.status = OrderStatus.cancelled;
    this.recorder.orders.end(order, OrderStatus.cancelled, 'trade_closed');
  }
}
