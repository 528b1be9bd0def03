import { BarkeepError } from '#domain';
import type { Market } from './market.js';
import type { ExecutionModels } from './models/execution-models.js';
import { OrderBook } from './order-book.js';
import { makeRivals, termsOf } from './order-terms.js';
import { trailingLevel, type TrailingStop } from './models/trailing-stop.js';
import { Order, OrderRole, OrderStatus, SizeKind, type OrderReason, type OpenTrade } from './order.js';
import type { Portfolio } from './portfolio.js';
import type { Recorder } from './record/recorder.js';
import type { EntryRequest } from './entry-request.js';

type CancelReason = 'cancelled_by_strategy' | 'replaced_by_entry' | 'replaced_stop_or_target';

/** Takes orders in and away: what stands in the book and in which place (engine-semantics A3, A8, A10). */
export class OrderDesk {
  readonly book = new OrderBook();
  /** Those that have terms; some may have ended. */
  termed: Order[] = [];

  constructor(
    private readonly market: Market,
    private readonly portfolio: Portfolio,
    private readonly models: ExecutionModels,
    private readonly recorder: Recorder,
  ) {}

  get wholeUnits(): boolean {
    return this.models.wholeUnits;
  }

  get leverage(): number {
    return this.models.leverage;
  }

  /** Whether an entry that fires again takes the place of the one that waits. */
  get replacesEntries(): boolean {
    return this.models.rules.waitingEntry === 'replaced';
  }

  /** Places an entry at the decision on `bar`; what it excludes goes first (A3). */
  placeEntry(request: EntryRequest, direction: 1 | -1, bar: number): Order | undefined {
    const order = this.createEntry(request, direction, bar);
    if (request.oco?.status === OrderStatus.pending) makeRivals(order, request.oco);
    if (!this.isBracketSound(order)) return this.refuseBracket(order);
    if (this.models.exclusive !== 'none') this.exclude(order, bar);
    this.book.pushBack(order);
    if (order.terms !== undefined) this.termed.push(order);
    return order;
  }

  /** The waiting orders that have terms. */
  takeTermed(): readonly Order[] {
    if (this.termed.length > 0)
      this.termed = this.termed.filter(({ status }) => status === OrderStatus.pending);
    return this.termed;
  }

  /** Cancels what stands beside an order that has filled. */
  cancelRivals(order: Order): void {
    for (const rival of order.terms?.rivals ?? [])
      this.end(rival, OrderStatus.cancelled, 'one_cancels_other');
  }

  /** Places a market order that closes a share of a trade; half a unit rounds to the even one, at least one (A7.5). */
  placeClose(trade: OpenTrade, portion: number, bar: number, why: string, onClose = false): Order {
    const size = Math.abs(trade.size);
    const units = portion >= 1 ? size : this.models.closeUnits(size * portion);
    const { close } = OrderRole;
    const order = this.createExit(close, trade, Math.min(units, size), NaN, NaN, bar, why, onClose);
    this.book.pushFront(order);
    return order;
  }

  /** Sets, moves or (with NaN) removes the stop-loss of a trade (A10). With a trail it follows the price from there. */
  setStopLoss(trade: OpenTrade, price: number, bar: number, trail?: TrailingStop): void {
    this.cancel(trade.stopOrder, 'replaced_stop_or_target');
    trade.stopOrder = undefined;
    if (Number.isNaN(price)) return;
    const size = Math.abs(trade.size);
    const order = this.createExit(OrderRole.stopLoss, trade, size, NaN, price, bar, 'stop');
    trade.stopOrder = order;
    this.book.pushFront(order);
    if (trail === undefined) return;
    order.terms = { timeInForce: 'gtc', expiresAt: Infinity, most: Infinity, trail };
    this.termed.push(order);
  }

  /** Lets the stop-loss of a trade follow the price, from the last close on. */
  setTrailingStop(trade: OpenTrade, trail: TrailingStop, bar: number): void {
    const direction = trade.size > 0 ? -1 : 1;
    this.setStopLoss(trade, trailingLevel(trail, this.market.close[trade.instrument], direction), bar, trail);
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

  cancel(order: Order | undefined, reason: CancelReason): void {
    if (order !== undefined) this.end(order, OrderStatus.cancelled, reason);
  }

  /** Cancels every waiting order that is not a stop-loss or take-profit. */
  cancelEntries(instrument: number): void {
    for (const order of this.book.pending()) {
      if (order.instrument === instrument && !order.isContingent) this.cancel(order, 'cancelled_by_strategy');
    }
    this.book.sweep();
  }

  /** Ends a waiting order without a fill. */
  end(order: Order, status: OrderStatus, reason: OrderReason): void {
    if (order.status !== OrderStatus.pending) return;
    order.status = status;
    this.recorder.orders.end(order, status, reason);
  }

  reject(order: Order, reason: 'zero_units' | 'insufficient_liquidity' | 'bad_bracket'): void {
    this.end(order, OrderStatus.rejected, reason);
    this.recorder.countRejection(reason);
  }

  /** Cancels and closes what may not stand beside a new entry: everything, or what is against it. */
  private exclude(entry: Order, bar: number): void {
    const spares = this.models.exclusive === 'all' ? 0 : entry.direction;
    for (const order of this.book.pending()) {
      if (order.instrument !== entry.instrument || order.isContingent) continue;
      if (order.terms?.rivals?.includes(entry) === true) continue;
      const side = order.trade === undefined ? order.direction : Math.sign(order.trade.size);
      if (side !== spares) this.end(order, OrderStatus.cancelled, 'replaced_by_entry');
    }
    this.book.sweep();
    for (const trade of this.portfolio.trades) {
      if (trade.instrument !== entry.instrument || Math.sign(trade.size) === spares) continue;
      this.placeClose(trade, 1, bar, 'reversal');
    }
  }

  private createEntry(request: EntryRequest, direction: 1 | -1, bar: number): Order {
    const { size, sizeKind } = this.sizeOf(request);
    const { orders } = this.recorder;
    const instrument = request.symbol === undefined ? 0 : this.market.instrumentOf(request.symbol);
    const { limit = NaN, trail, tag = '' } = request;
    const close = this.market.close[instrument];
    const stop = trail === undefined ? (request.stop ?? NaN) : trailingLevel(trail, close, direction);
    const role = OrderRole.entry;
    const id = orders.add(role, instrument, direction * size, sizeKind, limit, stop, bar, tag);
    if (request.stopLoss !== undefined || request.takeProfit !== undefined) {
      orders.setBracket(id, request.stopLoss ?? NaN, request.takeProfit ?? NaN);
    }
    if (request.onClose === true) orders.setKind(id, 'market_on_close');
    else if (trail !== undefined) orders.setKind(id, 'trailing_stop');
    const why = request.reason ?? 'strategy';
    const { onClose } = request;
    const order = new Order(
      orders,
      id,
      role,
      instrument,
      direction,
      sizeKind,
      undefined,
      bar,
      why,
      tag,
      onClose,
    );
    order.terms = termsOf(request);
    return order;
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
    onClose = false,
  ): Order {
    const { orders } = this.recorder;
    const direction = trade.size > 0 ? -1 : 1;
    const { instrument, tag } = trade;
    const { units } = SizeKind;
    const id = orders.add(role, instrument, direction * size, units, limit, stop, bar, tag);
    if (onClose) orders.setKind(id, 'close_on_close');
    return new Order(orders, id, role, instrument, direction, units, trade, bar, why, tag, onClose);
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
}
