import type { Market } from './market.js';
import { fillPriceOf, NOT_FILLED } from './models/fill.js';
import type { ExecutionModels } from './models/execution-models.js';
import { trailingLevel, type TrailingStop } from './models/trailing-stop.js';
import { createQuote, type EntryQuote } from './models/sizing.js';
import type { OrderDesk } from './order-desk.js';
import { OrderRole, OrderStatus, SizeKind, type Order, OpenTrade } from './order.js';
import type { FillMoment, Portfolio } from './portfolio.js';
import type { Recorder } from './record/recorder.js';
import { StopOrTarget } from './stop-or-target.js';
import { TermKeeper } from './term-keeper.js';
import { ROUNDING, TradeCloser } from './trade-closer.js';

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
  /** See `CommissionModel`. */
  isMaker: boolean;
}

/** Carries out waiting orders against bars: matching, sizes, netting, rejection (engine-semantics A4 to A9). */
export class Broker {
  protector: Protector | undefined;
  private readonly closer: TradeCloser;
  /** Bar now being worked on. */
  private bar = 0;
  private repeat = false;
  private waitsForClose = false;
  private readonly keeper: TermKeeper;
  private readonly stopOrTarget: StopOrTarget;
  /** Used again for each fill, of which there is one at a time: nothing is left for the garbage collector. */
  private readonly fill: EntryFill = {
    rawPrice: NaN,
    bar: 0,
    moment: 'open',
    isMarket: true,
    stop: NaN,
    isMaker: false,
  };
  private readonly quote: EntryQuote;

  constructor(
    private readonly market: Market,
    private readonly portfolio: Portfolio,
    private readonly models: ExecutionModels,
    private readonly recorder: Recorder,
    private readonly desk: OrderDesk,
  ) {
    this.quote = createQuote(models.leverage);
    this.keeper = new TermKeeper(market, desk);
    this.stopOrTarget = new StopOrTarget(market, models, recorder);
    this.closer = new TradeCloser(market, portfolio, models, recorder);
  }

  /** Works through the book on the current bar; a second time where an entry asks for it (A8). */
  match(bar: number): void {
    this.bar = bar;
    do {
      this.repeat = false;
      this.matchOnce(false);
    } while (this.repeat);
    if (this.waitsForClose) this.matchOnce(true);
    this.keeper.closeBar(bar);
    this.desk.book.sweep();
  }

  /** Orders for the close come after all others of the bar. */
  private matchOnce(atClose: boolean): void {
    const { book } = this.desk;
    const length = book.takeSnapshot();
    this.waitsForClose = false;
    for (let k = 0; k < length; k += 1) {
      const order = book.snapshotAt(k);
      if (order.status !== OrderStatus.pending) continue;
      if (order.onClose === atClose) this.tryOrder(order);
      else this.waitsForClose = true;
    }
    book.sweep();
  }

  private tryOrder(order: Order): void {
    const { market } = this;
    const { instrument } = order;
    if (market.row[instrument] < 0) return;
    const { terms } = order;
    if (terms !== undefined && !this.keeper.isAlive(order, terms)) return;
    const { isPureLimit } = order;
    if (order.isOutOfReach(market.series[instrument], market.row[instrument])) {
      order.isResting = isPureLimit;
      return;
    }
    const { stop } = order;
    const isMarket = Number.isNaN(stop) && !isPureLimit;
    const moment = isMarket ? this.marketMoment(order) : 'open';
    const open = market.openOf(instrument);
    const isAtOnce = terms?.timeInForce === 'ioc';
    const price = fillPriceOf(
      order,
      isMarket ? this.priceAt(moment, instrument) : this.gapPrice(order),
      open,
      isAtOnce ? open : market.highOf(instrument),
      isAtOnce ? open : market.lowOf(instrument),
      this.models.rules.stopLimitGap,
    );
    if (price === NOT_FILLED) {
      order.isResting = isPureLimit;
      return;
    }
    const isMaker = isPureLimit && (order.isResting || price !== open);
    const filledBar = moment === 'previous_close' ? market.previousBarOf(instrument) : this.bar;
    if (!order.isEntry) {
      this.fillExit(order, price, filledBar, isMaker);
      return;
    }
    const { fill } = this;
    fill.rawPrice = price;
    fill.bar = filledBar;
    fill.moment = moment;
    fill.isMarket = isMarket;
    fill.stop = stop;
    fill.isMaker = isMaker;
    this.fillEntry(order, fill);
  }

  /** Where a stop fills after a gap over it. */
  private gapPrice(order: Order): number {
    const { models } = this;
    const byPeer = order.isEntry && models.fillsAtClose && models.rules.stopEntryGap === 'market_price';
    return this.priceAt(byPeer ? 'previous_close' : 'open', order.instrument);
  }

  private marketMoment(order: Order): FillMoment {
    if (order.onClose) return 'close';
    return this.models.fillsAtClose ? 'previous_close' : 'open';
  }

  private priceAt(moment: FillMoment, instrument: number): number {
    if (moment === 'open') return this.market.openOf(instrument);
    return moment === 'close' ? this.market.close[instrument] : this.market.previousCloseOf(instrument);
  }

  private fillExit(order: Order, rawPrice: number, filledBar: number, isMaker: boolean): void {
    const trade = order.trade;
    if (trade === undefined || !trade.isOpen) {
      this.desk.end(order, OrderStatus.cancelled, 'trade_closed');
      return;
    }
    if (order.isContingent && !this.stopOrTarget.hasTurn(order, trade)) return;
    const units = Math.min(order.size, Math.abs(trade.size));
    const takesLiquidity = order.role !== OrderRole.takeProfit;
    const price = this.closer.exitPrice(trade, rawPrice, units, takesLiquidity);
    order.status = OrderStatus.filled;
    this.recorder.orders.fill(order.id, filledBar, price, order.direction * units);
    this.closer.close(trade, units, price, filledBar, order.why, isMaker);
  }

  private fillEntry(order: Order, fill: EntryFill): void {
    const { models } = this;
    const quote = this.quoteFor(order, fill);
    const units = models.sizing.unitsOf(order, quote);
    if (!(units > 0)) {
      this.desk.reject(order, 'zero_units');
      return;
    }
    const rest = models.hedging ? units : this.net(order, units, fill);
    if (rest > 0) {
      quote.freeLiquidity = this.portfolio.freeLiquidity(fill.moment);
      if (!models.sizing.isAffordable(order, rest, quote)) {
        this.desk.reject(order, 'insufficient_liquidity');
        return;
      }
    }
    order.status = OrderStatus.filled;
    this.recorder.orders.fill(order.id, fill.bar, quote.price, order.direction * units);
    if (order.terms !== undefined) this.desk.cancelRivals(order);
    if (rest > 0) this.open(order, rest, quote.price, fill);
  }

  /** The price with spread and slippage, and the money that there is. */
  private quoteFor(order: Order, { rawPrice, moment, isMaker, bar }: EntryFill): EntryQuote {
    const { market, models, portfolio, quote } = this;
    quote.isMaker = isMaker;
    quote.traded = portfolio.tradedBefore(bar);
    quote.most = order.terms?.most ?? Infinity;
    quote.rawPrice = rawPrice;
    quote.price = rawPrice * (1 + order.direction * models.entrySpread);
    quote.freeLiquidity = portfolio.freeLiquidity(moment);
    if (models.slippage !== undefined && Number.isNaN(order.limit)) {
      const most = (quote.freeLiquidity * models.leverage) / quote.price;
      const estimate = order.sizeKind === SizeKind.units ? order.size : most;
      quote.price += order.direction * models.slippage(rawPrice, estimate, market.barOf(order.instrument));
    }
    if (order.sizeKind === SizeKind.equity) quote.equity = portfolio.equityAtFill(moment);
    return quote;
  }

  /** Closes opposite trades, oldest first, and gives the units that are left to open (A7.1). */
  private net(order: Order, units: number, fill: EntryFill): number {
    const { trades } = this.portfolio;
    const takesLiquidity = Number.isNaN(order.limit);
    const held = -order.direction * this.portfolio.positionSize(order.instrument);
    const isAll = Math.abs(units - held) <= held * ROUNDING;
    let rest = isAll ? Infinity : units;
    for (let k = 0; k < trades.length && rest > 0;) {
      const trade = trades[k];
      if (trade.instrument !== order.instrument || trade.size * order.direction > 0) {
        k += 1;
        continue;
      }
      const closing = Math.min(rest, Math.abs(trade.size));
      const price = this.closer.exitPrice(trade, fill.rawPrice, closing, takesLiquidity);
      this.closer.close(trade, closing, price, fill.bar, 'netting', fill.isMaker);
      rest -= closing;
    }
    return isAll ? 0 : rest;
  }

  private open(order: Order, units: number, price: number, fill: EntryFill): void {
    const { portfolio, models } = this;
    const fee = models.commission.fee(units, price, fill.isMaker, portfolio.tradedBefore(fill.bar));
    portfolio.cash -= fee;
    portfolio.costs.commission += fee;
    portfolio.addTraded(units, price, fill.bar);
    portfolio.addFillCosts(fill.rawPrice, price, units, models.entrySpread);
    const { instrument, direction, placedBar, why, tag } = order;
    const trade = new OpenTrade(instrument, direction * units, price, fill.bar, placedBar, why, tag, fee);
    portfolio.trades.push(trade);
    const { stopLoss, takeProfit } = this.protector?.(trade) ?? order;
    const stopTrail = order.terms?.stopTrail;
    const nearest = stopTrail === undefined ? stopLoss : closestStop(stopLoss, stopTrail, trade);
    this.desk.setTakeProfit(trade, takeProfit, this.bar);
    this.desk.setStopLoss(trade, nearest, this.bar, stopTrail);
    if (Number.isNaN(nearest) && Number.isNaN(takeProfit)) return;
    // A fill at the close has the whole bar behind it; its stop and target wait for the next one.
    const seesRestOfBar = fill.isMarket && fill.moment !== 'close';
    if (seesRestOfBar || this.isTargetOnlyReached(order, fill.stop, nearest, takeProfit)) this.repeat = true;
  }

  /** A stop entry whose target lies in the same bar and whose stop does not: both lie in one direction (A8). */
  private isTargetOnlyReached(order: Order, stop: number, stopLoss: number, takeProfit: number): boolean {
    if (Number.isNaN(stop) || !Number.isNaN(order.limit)) return false;
    const high = this.market.highOf(order.instrument);
    const low = this.market.lowOf(order.instrument);
    if (order.direction > 0) return takeProfit <= high && !(stopLoss >= low);
    return takeProfit >= low && !(stopLoss <= high);
  }
}

/** The stop that a new trade begins with when it has one that stands and one that follows. */
function closestStop(stopLoss: number, trail: TrailingStop, { size, entryPrice }: OpenTrade): number {
  const direction = size > 0 ? -1 : 1;
  const level = trailingLevel(trail, entryPrice, direction);
  if (Number.isNaN(stopLoss)) return level;
  return direction > 0 ? Math.min(level, stopLoss) : Math.max(level, stopLoss);
}
