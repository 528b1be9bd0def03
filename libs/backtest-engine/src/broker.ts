import { BarkeepError } from '#domain';
import type { Market } from './market.js';
import { fillPriceOf, NOT_FILLED } from './models/fill.js';
import type { ExecutionModels } from './models/execution-models.js';
import type { EntryQuote } from './models/sizing.js';
import { OpenTrade } from './open-trade.js';
import { OrderBook } from './order-book.js';
import { Order, OrderRole, OrderStatus, SizeKind } from './order.js';
import type { FillMoment, Portfolio } from './portfolio.js';
import type { Recorder } from './record/recorder.js';
import type { EntryRequest } from './strategy.js';
import { TradeCloser } from './trade-closer.js';

/** Asked when an entry has filled and before its stops are placed, for others than the order names. */
export type Protector = (trade: OpenTrade) => { stopLoss: number; takeProfit: number };

/** The moment at which an entry fills. */
interface EntryFill {
  /** Before spread and slippage. */
  rawPrice: number;
  /** The bar that it is dated to. */
  bar: number;
  moment: FillMoment;
  isMarket: boolean;
  /** The stop that triggered it, NaN when none. */
  stop: number;
}

/** Carries out orders against bars: the book, matching, sizes, netting, rejection (engine-semantics A3 to A10). */
export class Broker {
  readonly book = new OrderBook();
  protector: Protector | undefined;
  private readonly closer: TradeCloser;
  /** Bar now being worked on. */
  private bar = 0;
  private repeat = false;

  constructor(
    private readonly market: Market,
    private readonly portfolio: Portfolio,
    private readonly models: ExecutionModels,
    private readonly recorder: Recorder,
  ) {
    this.closer = new TradeCloser(market, portfolio, models, recorder);
  }

  /** Places an entry at the decision on `bar`. With exclusive orders everything else goes first (A3). */
  placeEntry(request: EntryRequest, direction: 1 | -1, bar: number): Order | undefined {
    const order = this.createEntry(request, direction, bar);
    this.recorder.orders.place(order);
    if (!this.isBracketSound(order)) return this.refuseBracket(order);
    if (this.models.exclusive) {
      this.cancelEntries(order.instrument, 'replaced_by_entry');
      for (const trade of this.portfolio.trades) {
        if (trade.instrument === order.instrument) this.placeClose(trade, 1, bar, 'reversal');
      }
    }
    this.book.pushBack(order);
    return order;
  }

  /** Places a market order that closes a share of a trade; half a unit rounds to the even one, at least one (A7.5). */
  placeClose(trade: OpenTrade, portion: number, bar: number, why: string): Order {
    const size = Math.abs(trade.size);
    const units = portion >= 1 ? size : this.models.closeUnits(size * portion);
    const order = this.createExit(OrderRole.close, trade, Math.min(units, size), NaN, NaN, bar, why);
    this.book.pushFront(order);
    return order;
  }

  /** Sets, moves or (with NaN) removes the stop-loss of a trade (A10). */
  setStopLoss(trade: OpenTrade, price: number, bar: number): void {
    this.cancel(trade.stopOrder, 'replaced_stop_or_target');
    trade.stopOrder = undefined;
    if (Number.isNaN(price)) return;
    trade.stopOrder = this.createExit(
      OrderRole.stopLoss,
      trade,
      Math.abs(trade.size),
      NaN,
      price,
      bar,
      'stop',
    );
    this.book.pushFront(trade.stopOrder);
  }

  /** The same for the take-profit. */
  setTakeProfit(trade: OpenTrade, price: number, bar: number): void {
    this.cancel(trade.targetOrder, 'replaced_stop_or_target');
    trade.targetOrder = undefined;
    if (Number.isNaN(price)) return;
    const order = this.createExit(
      OrderRole.takeProfit,
      trade,
      Math.abs(trade.size),
      price,
      NaN,
      bar,
      'target',
    );
    trade.targetOrder = order;
    if (this.models.rules.targetPlace === 'back') this.book.pushBack(order);
    else this.book.insertBeforeEntries(order);
  }

  cancel(order: Order | undefined, reason: 'cancelled_by_strategy' | 'replaced_stop_or_target'): void {
    if (order !== undefined) this.end(order, OrderStatus.cancelled, reason);
  }

  /** Cancels every waiting order that is not a stop-loss or take-profit. */
  cancelEntries(instrument: number, reason: 'cancelled_by_strategy' | 'replaced_by_entry'): void {
    for (const order of this.book.pending()) {
      if (order.instrument === instrument && !order.isContingent)
        this.end(order, OrderStatus.cancelled, reason);
    }
    this.book.sweep();
  }

  /** Works through the book on the current bar; a second time where an entry asks for it (A8). */
  match(bar: number): void {
    this.bar = bar;
    do {
      this.repeat = false;
      const length = this.book.takeSnapshot();
      for (let k = 0; k < length; k += 1) {
        const order = this.book.snapshotAt(k);
        if (order.status === OrderStatus.pending) this.tryOrder(order);
      }
      this.book.sweep();
    } while (this.repeat);
  }

  /** Closes every open trade at the last known close, oldest first. */
  closeAllAtClose(bar: number, why: 'ruin' | 'finalized'): void {
    for (const trade of this.portfolio.trades.slice()) {
      const raw = this.market.close[trade.instrument];
      const price = why === 'ruin' ? raw : this.closer.exitPrice(trade, raw, Math.abs(trade.size), true);
      this.closer.close(trade, Math.abs(trade.size), price, bar, why);
    }
    this.book.sweep();
  }

  private tryOrder(order: Order): void {
    const { market } = this;
    const { instrument } = order;
    if (market.row[instrument] < 0) return;
    const { stop } = order;
    const isMarket = Number.isNaN(stop) && Number.isNaN(order.limit);
    const moment = isMarket ? this.marketMoment(order) : 'open';
    const price = fillPriceOf(
      order,
      this.priceAt(moment, instrument),
      market.open[instrument],
      market.high[instrument],
      market.low[instrument],
    );
    if (price === NOT_FILLED) return;
    const filledBar = moment === 'previous_close' ? market.previousBar[instrument] : this.bar;
    if (order.isEntry) this.fillEntry(order, { rawPrice: price, bar: filledBar, moment, isMarket, stop });
    else this.fillExit(order, price, filledBar);
  }

  private marketMoment(order: Order): FillMoment {
    if (order.onClose) return 'close';
    return this.models.fillsAtClose ? 'previous_close' : 'open';
  }

  private priceAt(moment: FillMoment, instrument: number): number {
    if (moment === 'open') return this.market.open[instrument];
    return moment === 'close' ? this.market.close[instrument] : this.market.previousClose[instrument];
  }

  private fillExit(order: Order, rawPrice: number, filledBar: number): void {
    const trade = order.trade;
    if (trade === undefined || !trade.isOpen) {
      this.end(order, OrderStatus.cancelled, 'trade_closed');
      return;
    }
    const units = Math.min(order.size, Math.abs(trade.size));
    const takesLiquidity = order.role !== OrderRole.takeProfit;
    const price = this.closer.exitPrice(trade, rawPrice, units, takesLiquidity);
    order.status = OrderStatus.filled;
    this.recorder.orders.fill(order, filledBar, price, order.direction * units);
    this.closer.close(trade, units, price, filledBar, order.why);
  }

  private fillEntry(order: Order, fill: EntryFill): void {
    const { models } = this;
    const quote = this.quote(order, fill);
    const units = models.sizing.unitsOf(order, quote);
    if (!(units > 0)) {
      this.reject(order, 'zero_units');
      return;
    }
    const rest = models.hedging ? units : this.net(order, units, fill);
    if (rest > 0) {
      quote.freeLiquidity = this.portfolio.freeLiquidity(fill.moment);
      if (!models.sizing.isAffordable(order, rest, quote)) {
        this.reject(order, 'insufficient_liquidity');
        return;
      }
    }
    order.status = OrderStatus.filled;
    this.recorder.orders.fill(order, fill.bar, quote.price, order.direction * units);
    if (rest > 0) this.open(order, rest, quote.price, fill);
  }

  /** The price with spread and slippage, and the money that there is. */
  private quote(order: Order, { rawPrice, moment }: EntryFill): EntryQuote {
    const { market, models, portfolio } = this;
    let price = rawPrice * (1 + order.direction * models.entrySpread);
    const freeLiquidity = portfolio.freeLiquidity(moment);
    if (models.slippage !== undefined && Number.isNaN(order.limit)) {
      const estimate =
        order.sizeKind === SizeKind.units ? order.size : (freeLiquidity * models.leverage) / price;
      price += order.direction * models.slippage(rawPrice, estimate, market.barOf(order.instrument));
    }
    const equity = order.sizeKind === SizeKind.equity ? portfolio.equityAtFill(moment) : NaN;
    return { price, rawPrice, freeLiquidity, equity, leverage: models.leverage };
  }

  /** Closes opposite trades, oldest first, and gives the units that are left to open (A7.1). */
  private net(order: Order, units: number, fill: EntryFill): number {
    const { trades } = this.portfolio;
    const takesLiquidity = Number.isNaN(order.limit);
    let rest = units;
    for (let k = 0; k < trades.length && rest > 0;) {
      const trade = trades[k];
      if (trade.instrument !== order.instrument || trade.size * order.direction > 0) {
        k += 1;
        continue;
      }
      const closing = Math.min(rest, Math.abs(trade.size));
      const price = this.closer.exitPrice(trade, fill.rawPrice, closing, takesLiquidity);
      this.closer.close(trade, closing, price, fill.bar, 'netting');
      rest -= closing;
    }
    return rest;
  }

  private open(order: Order, units: number, price: number, fill: EntryFill): void {
    const { portfolio, models } = this;
    const fee = models.commission.fee(units, price);
    portfolio.cash -= fee;
    portfolio.costs.commission += fee;
    portfolio.tradedValue += units * price;
    this.closer.addFillCosts(fill.rawPrice, price, units, models.entrySpread);
    const { instrument, direction, placedBar, why, tag } = order;
    const trade = new OpenTrade(instrument, direction * units, price, fill.bar, placedBar, why, tag, fee);
    portfolio.trades.push(trade);
    const { stopLoss, takeProfit } = this.protector?.(trade) ?? order;
    this.setTakeProfit(trade, takeProfit, this.bar);
    this.setStopLoss(trade, stopLoss, this.bar);
    if (Number.isNaN(stopLoss) && Number.isNaN(takeProfit)) return;
    // A fill at the close has the whole bar behind it; its stop and target wait for the next one.
    const seesRestOfBar = fill.isMarket && fill.moment !== 'close';
    if (seesRestOfBar || this.isTargetOnlyReached(order, fill.stop, stopLoss, takeProfit)) this.repeat = true;
  }

  /** A stop entry whose target lies in the same bar and whose stop does not: both lie in one direction (A8). */
  private isTargetOnlyReached(order: Order, stop: number, stopLoss: number, takeProfit: number): boolean {
    if (Number.isNaN(stop) || !Number.isNaN(order.limit)) return false;
    const high = this.market.high[order.instrument];
    const low = this.market.low[order.instrument];
    if (order.direction > 0) return takeProfit <= high && !(stopLoss >= low);
    return takeProfit >= low && !(stopLoss <= high);
  }

  private createEntry(request: EntryRequest, direction: 1 | -1, bar: number): Order {
    const { size, sizeKind } = this.sizeOf(request);
    return new Order(
      this.recorder.orders.length,
      OrderRole.entry,
      request.symbol === undefined ? 0 : this.market.instrumentOf(request.symbol),
      direction,
      size,
      sizeKind,
      request.limit ?? NaN,
      request.stop ?? NaN,
      request.stopLoss ?? NaN,
      request.takeProfit ?? NaN,
      undefined,
      bar,
      request.reason ?? 'strategy',
      request.tag ?? '',
      request.onClose ?? false,
    );
  }

  private sizeOf(request: EntryRequest): { size: number; sizeKind: SizeKind } {
    if (request.units !== undefined) return { size: request.units, sizeKind: SizeKind.units };
    if (request.equity !== undefined) return { size: request.equity, sizeKind: SizeKind.equity };
    if (request.cash !== undefined) return { size: request.cash, sizeKind: SizeKind.cash };
    const fraction = Math.min(request.fraction ?? 1, this.models.rules.wholeLiquidity);
    return { size: fraction, sizeKind: SizeKind.freeLiquidity };
  }

  private createExit(
    role: OrderRole,
    trade: OpenTrade,
    size: number,
    limit: number,
    stop: number,
    bar: number,
    why: string,
  ): Order {
    const { orders } = this.recorder;
    const direction = trade.size > 0 ? -1 : 1;
    const order = new Order(
      orders.length,
      role,
      trade.instrument,
      direction,
      size,
      SizeKind.units,
      limit,
      stop,
      NaN,
      NaN,
      trade,
      bar,
      why,
      trade.tag,
    );
    orders.place(order);
    return order;
  }

  /** A buy needs stop-loss < reference < take-profit, a sale the reverse (A8). */
  private isBracketSound(order: Order): boolean {
    const { limit, stop, direction, stopLoss, takeProfit } = order;
    const close = this.market.close[order.instrument] * (1 + direction * this.models.entrySpread);
    const reference = !Number.isNaN(limit) ? limit : !Number.isNaN(stop) ? stop : close;
    return (
      !(stopLoss * direction >= reference * direction) && !(takeProfit * direction <= reference * direction)
    );
  }

  private refuseBracket(order: Order): undefined {
    const { stopLoss, takeProfit } = order;
    if (this.models.rules.badBracket === 'abort') {
      throw new BarkeepError(
        'STRATEGY_FAILED',
        `At bar ${order.placedBar} an entry has its stop ${stopLoss} or target ${takeProfit} on the wrong side of the price.`,
      );
    }
    this.reject(order, 'bad_bracket');
    return undefined;
  }

  private reject(order: Order, reason: 'zero_units' | 'insufficient_liquidity' | 'bad_bracket'): void {
    this.end(order, OrderStatus.rejected, reason);
    this.recorder.countRejection(reason);
  }

  private end(order: Order, status: OrderStatus, reason: Parameters<Recorder['orders']['end']>[2]): void {
    if (order.status !== OrderStatus.pending) return;
    order.status = status;
    this.recorder.orders.end(order, status, reason);
  }
}
