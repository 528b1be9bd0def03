import { eitherRows, type TrueRows } from '#strategy';
import type { Market } from './market.js';
import type { ExecutionModels } from './models/execution-models.js';
import { createQuote, type EntryQuote, type SizedOrder } from './models/sizing.js';
import { OpenTrade, OrderRole, SizeKind } from './order.js';
import type { Portfolio } from './portfolio.js';
import { readAhead } from './read-ahead.js';
import type { Recorder } from './record/recorder.js';
import { PlainPosition, PlainRun, reasonOf } from './record/plain-run.js';
import type { MarketSignals } from './strategy.js';

/** Bars that the lane goes through at a time. */
const BARS_AT_ONCE = 8192;

/** What the lane of this thread that is at work has done; written down when it stops. */
const done = new PlainRun(BARS_AT_ONCE);

/**
 * A short cut through runs of nothing but market orders on columns: from signal to signal in loops over columns,
 * with the orders and trades that the broker would write, to the bit. Whatever is not plain (an order that would be
 * refused, ruin, an exit beside an entry, the end of the bars) is left to the loop over bars: the lane gives the bar
 * to go on with, and no order waits then.
 */
export class SignalLane {
  private readonly entry: SizedOrder;
  private readonly quote: EntryQuote;
  /** The trade that is open, used again for each: an object per trade would be work for the garbage collector. */
  private readonly position = new PlainPosition();
  private readonly open: Float64Array;
  private readonly close: Float64Array;
  /** How far opens were read ahead. */
  private readTo = 0;
  /** Where something may be decided while nothing, a long or a short is held. */
  private readonly whileFlat: TrueRows | undefined;
  private readonly whileLong: TrueRows | undefined;
  private readonly whileShort: TrueRows | undefined;

  constructor(
    market: Market,
    private readonly portfolio: Portfolio,
    private readonly models: ExecutionModels,
    private readonly recorder: Recorder,
    private readonly signals: MarketSignals,
  ) {
    const size = Math.min(signals.fraction, models.rules.wholeLiquidity);
    this.entry = { sizeKind: SizeKind.freeLiquidity, size };
    this.quote = createQuote(models.leverage);
    this.open = market.series[0].open;
    this.close = market.series[0].close;
    const { enterLong, enterShort, exitLong, exitShort } = signals;
    this.whileFlat = eitherRows(enterLong, enterShort);
    this.whileLong = eitherRows(enterShort, exitLong);
    this.whileShort = eitherRows(enterLong, exitShort);
  }

  /** Goes from a bar on which no order waits as far as it can, `end` (exclusive) at most, but not on and on. */
  run(from: number, end: number): number {
    const { position, recorder } = this;
    const { trades } = this.portfolio;
    const held = trades.length === 0 ? undefined : trades[0];
    position.size = 0;
    if (held !== undefined) this.takeOver(held);
    done.clear();
    const to = Math.min(end, from + BARS_AT_ONCE);
    if (to > this.readTo) readAhead(this.open, Math.max(from, this.readTo), to);
    this.readTo = Math.max(to, this.readTo);
    const bar = this.follow(from, to);
    if (done.orders === 0) return bar;
    if (!recorder.isForMetrics) recorder.orders.addPlain(done, this.entry);
    recorder.trades.addPlain(done, held);
    if (done.trades > 0) this.portfolio.lastExitBar[0] = done.exitBar[done.trades - 1];
    if (held !== undefined) {
      held.isOpen = false;
      trades.pop();
    }
    if (position.size !== 0) trades.push(toTrade(position));
    return bar;
  }

  private takeOver({ size, entryPrice, entryBar, entryFee }: OpenTrade): void {
    const { position, models } = this;
    const isRecomputed = models.rules.entryFee === 'recomputed';
    position.size = size;
    position.entryPrice = entryPrice;
    position.entryFee = isRecomputed ? models.commission.fee(Math.abs(size), entryPrice) : entryFee;
    position.entryBar = entryBar;
  }

  private follow(from: number, end: number): number {
    const { position } = this;
    let bar = from;
    while (bar < end) {
      const isFlat = position.size === 0;
      bar = isFlat ? this.rest(bar, end) : this.hold(bar, end);
      if (bar + 1 >= end) return bar;
      if (!(isFlat ? this.begin(bar) : this.change(bar))) return bar;
      bar += 1;
    }
    return bar;
  }

  /** Marks the bars without a position up to the one with a signal. */
  private rest(from: number, end: number): number {
    const { whileFlat, portfolio, recorder } = this;
    if (whileFlat === undefined || portfolio.cash <= 0) return from;
    const at = Math.min(whileFlat.next(from), end);
    recorder.equity.fill(portfolio.cash, from, Math.min(at + 1, end));
    return at;
  }

  /** Marks the bars with a position up to the one with a signal, or that on which nothing would be left. */
  private hold(from: number, end: number): number {
    const { close, position, portfolio, recorder } = this;
    const { size, entryPrice } = position;
    const signals = size > 0 ? this.whileLong : this.whileShort;
    if (signals === undefined) return from;
    const at = signals.next(from);
    const last = at < end ? at : end - 1;
    const marked = markTrade(recorder.equity, close, portfolio.cash, size, entryPrice, from, last);
    return marked <= last || at < end ? Math.min(marked, last) : end;
  }

  /** Carries out the decision of a bar without a position; false, with nothing done, when that is not plain. */
  private begin(bar: number): boolean {
    const { enterLong, enterShort } = this.signals;
    if (enterLong?.has(bar) === true) return this.enter(1, bar);
    return enterShort?.has(bar) === true && this.enter(-1, bar);
  }

  /** The same with a position. */
  private change(bar: number): boolean {
    const { signals, portfolio, close } = this;
    const { size, entryPrice } = this.position;
    const isLong = size > 0;
    if (portfolio.cash + size * (close[bar] - entryPrice) <= 0) return false;
    const reverses = (isLong ? signals.enterShort : signals.enterLong)?.has(bar) === true;
    const exits = (isLong ? signals.exitLong : signals.exitShort)?.has(bar) === true;
    if (reverses) return !exits && this.enter(isLong ? -1 : 1, bar);
    if (!exits) return false;
    this.quoteExit(this.open[bar + 1]);
    this.leave(bar, false);
    return true;
  }

  /** Reverses or opens, if the account carries it. */
  private enter(direction: 1 | -1, bar: number): boolean {
    const { models, portfolio, position, quote, entry } = this;
    const { entrySpread, sizing } = models;
    const raw = this.open[bar + 1];
    const isReversal = position.size !== 0;
    if (isReversal) this.quoteExit(raw);
    quote.rawPrice = raw;
    quote.price = raw * (1 + direction * entrySpread);
    quote.freeLiquidity = Math.max(0, isReversal ? portfolio.cash + position.exitGain : portfolio.cash);
    const units = sizing.unitsOf(entry, quote);
    if (!(units > 0) || !sizing.isAffordable(entry, units, quote)) return false;
    const { price } = quote;
    done.addOrder(OrderRole.entry, bar, price, direction * units);
    if (isReversal) this.leave(bar, true);
    const fee = models.commission.fee(units, price);
    portfolio.cash -= fee;
    portfolio.costs.commission += fee;
    portfolio.tradedValue += units * price;
    if (price !== raw) portfolio.addFillCosts(raw, price, units, entrySpread);
    position.size = direction * units;
    position.entryPrice = price;
    position.entryFee = fee;
    position.entryBar = bar + 1;
    return true;
  }

  /** What closing at the next open, a price before spread, comes to. */
  private quoteExit(raw: number): void {
    const { models, position } = this;
    const { size, entryPrice } = position;
    const { exitSpread } = models;
    const price = exitSpread === 0 ? raw : raw * (1 + (size > 0 ? -1 : 1) * exitSpread);
    const fee = models.commission.fee(Math.abs(size), price);
    position.exitPrice = price;
    position.exitFee = fee;
    position.exitGain = size * (price - entryPrice) - fee;
  }

  /** Closes the trade at the next open, as it was quoted. */
  private leave(bar: number, isReversal: boolean): void {
    const { models, portfolio, position } = this;
    const { size, exitPrice: price, exitFee: fee } = position;
    const units = Math.abs(size);
    const raw = this.open[bar + 1];
    if (price !== raw) portfolio.addFillCosts(raw, price, units, models.exitSpread);
    portfolio.cash += position.exitGain;
    portfolio.costs.commission += fee;
    portfolio.tradedValue += units * price;
    done.addOrder(OrderRole.close, bar, price, -size);
    done.addTrade(position, bar + 1, isReversal);
    position.size = 0;
  }
}

function toTrade({ size, entryPrice, entryBar, entryFee }: PlainPosition): OpenTrade {
  return new OpenTrade(0, size, entryPrice, entryBar, entryBar - 1, reasonOf(size), '', entryFee);
}

/** Whether a run may take the lane wherever no order waits. */
export function isPlain(market: Market, models: ExecutionModels): boolean {
  const { slippage, needsEveryBar, fillsAtClose, hedging, exclusive } = models;
  const hasCostsOfItsOwn = slippage !== undefined || needsEveryBar;
  return market.series.length === 1 && !hasCostsOfItsOwn && !fillsAtClose && !hedging && exclusive !== 'none';
}

/** Equity with one open trade from one bar to another (inclusive); gives the bar on which nothing would be left, else the one after. */
function markTrade(
  equity: Float64Array,
  close: Float64Array,
  cash: number,
  size: number,
  entryPrice: number,
  from: number,
  last: number,
): number {
  for (let bar = from; bar <= last; bar += 1) {
    const value = cash + size * (close[bar] - entryPrice);
    if (value <= 0) return bar;
    equity[bar] = value;
  }
  return last + 1;
}
