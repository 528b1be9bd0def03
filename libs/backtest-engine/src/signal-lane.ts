import type { Market } from './market.js';
import type { ExecutionModels } from './models/execution-models.js';
import type { EntryQuote, SizedOrder } from './models/sizing.js';
import { OpenTrade, OrderRole, SizeKind } from './order.js';
import type { Portfolio } from './portfolio.js';
import type { Recorder } from './record/recorder.js';
import type { MarketSignals } from './strategy.js';
import { TradeCloser } from './trade-closer.js';

/**
 * A short cut through runs of nothing but market orders on columns: from signal to signal in loops over columns,
 * with the orders and trades that the broker would write, to the bit. Whatever is not plain (an order that would be
 * refused, ruin, an exit beside an entry, the end of the bars) is left to the loop over bars: the lane gives the bar
 * to go on with, and no order waits then.
 */
export class SignalLane {
  private readonly closer: TradeCloser;
  private readonly entry: SizedOrder;
  private readonly quote: EntryQuote;

  constructor(
    private readonly market: Market,
    private readonly portfolio: Portfolio,
    private readonly models: ExecutionModels,
    private readonly recorder: Recorder,
    private readonly signals: MarketSignals,
  ) {
    this.closer = new TradeCloser(market, portfolio, models, recorder);
    const size = Math.min(signals.fraction, models.rules.wholeLiquidity);
    this.entry = { sizeKind: SizeKind.freeLiquidity, size };
    const { leverage } = models;
    const money = { freeLiquidity: NaN, equity: NaN, leverage, most: Infinity };
    this.quote = { price: NaN, rawPrice: NaN, ...money, isMaker: false, traded: 0 };
  }

  /** Goes from a bar on which no order waits as far as it can, `end` (exclusive) at most. */
  run(from: number, end: number): number {
    const { trades } = this.portfolio;
    let bar = from;
    while (bar < end) {
      const trade = trades.length === 0 ? undefined : trades[0];
      bar = trade === undefined ? this.rest(bar, end) : this.hold(trade, bar, end);
      if (bar + 1 >= end) return bar;
      const isDone = trade === undefined ? this.begin(bar) : this.change(trade, bar);
      if (!isDone) return bar;
      bar += 1;
    }
    return bar;
  }

  /** Marks the bars without a position up to the one with a signal. */
  private rest(from: number, end: number): number {
    const { enterLong, enterShort } = this.signals;
    const [first = enterShort, second = enterLong] = [enterLong, enterShort];
    if (first === undefined || second === undefined || this.portfolio.cash <= 0) return from;
    const at = findSignal(first, second, from, end);
    this.recorder.equity.fill(this.portfolio.cash, from, Math.min(at + 1, end));
    return at;
  }

  private hold(trade: OpenTrade, from: number, end: number): number {
    const { signals, portfolio, recorder, market } = this;
    const { size, entryPrice } = trade;
    const against = size > 0 ? signals.enterShort : signals.enterLong;
    const exit = size > 0 ? signals.exitLong : signals.exitShort;
    const first = against ?? exit;
    if (first === undefined) return from;
    const { close } = market.series[0];
    const second = exit ?? first;
    return markUntilSignal(
      recorder.equity,
      close,
      portfolio.cash,
      size,
      entryPrice,
      first,
      second,
      from,
      end,
    );
  }

  /** Carries out the decision of a bar without a position; false, with nothing done, when that is not plain. */
  private begin(bar: number): boolean {
    const { enterLong, enterShort } = this.signals;
    if (isTrue(enterLong, bar)) return this.enter(1, undefined, bar);
    return isTrue(enterShort, bar) && this.enter(-1, undefined, bar);
  }

  /** The same with a position. */
  private change(trade: OpenTrade, bar: number): boolean {
    const { signals, portfolio, market } = this;
    const isLong = trade.size > 0;
    if (portfolio.cash + trade.size * (market.series[0].close[bar] - trade.entryPrice) <= 0) return false;
    const reverses = isTrue(isLong ? signals.enterShort : signals.enterLong, bar);
    const exits = isTrue(isLong ? signals.exitLong : signals.exitShort, bar);
    if (reverses) return !exits && this.enter(isLong ? -1 : 1, trade, bar);
    if (exits) this.leave(trade, bar, 'exit');
    return exits;
  }

  /** Reverses or opens, if the account carries it. */
  private enter(direction: 1 | -1, trade: OpenTrade | undefined, bar: number): boolean {
    const { models, portfolio, quote, entry, recorder } = this;
    const raw = this.market.series[0].open[bar + 1];
    quote.rawPrice = raw;
    quote.price = raw * (1 + direction * models.entrySpread);
    quote.freeLiquidity = Math.max(0, trade === undefined ? portfolio.cash : this.cashAfter(trade, raw));
    const units = models.sizing.unitsOf(entry, quote);
    if (!(units > 0) || !models.sizing.isAffordable(entry, units, quote)) return false;
    if (!recorder.isForMetrics) {
      const { size, sizeKind } = entry;
      recorder.orders.addFilled(
        OrderRole.entry,
        direction * size,
        sizeKind,
        bar,
        quote.price,
        direction * units,
      );
    }
    if (trade !== undefined) this.leave(trade, bar, 'reversal');
    this.open(direction, units, bar);
    return true;
  }

  private open(direction: 1 | -1, units: number, bar: number): void {
    const { models, portfolio } = this;
    const { price, rawPrice } = this.quote;
    const fee = models.commission.fee(units, price);
    portfolio.cash -= fee;
    portfolio.costs.commission += fee;
    portfolio.tradedValue += units * price;
    this.closer.addFillCosts(rawPrice, price, units, models.entrySpread);
    const why = direction > 0 ? 'enter_long' : 'enter_short';
    portfolio.trades.push(new OpenTrade(0, direction * units, price, bar + 1, bar, why, '', fee));
  }

  /** Closes a trade at the next open. */
  private leave(trade: OpenTrade, bar: number, why: string): void {
    const { size } = trade;
    const units = Math.abs(size);
    const price = this.closer.exitPrice(trade, this.market.series[0].open[bar + 1], units, true);
    if (!this.recorder.isForMetrics)
      this.recorder.orders.addFilled(OrderRole.close, -size, SizeKind.units, bar, price, -size);
    this.closer.close(trade, units, price, bar + 1, why);
  }

  /** Cash when a trade is closed at a price before spread, without doing it. */
  private cashAfter({ size, entryPrice }: OpenTrade, raw: number): number {
    const { models, portfolio } = this;
    const { exitSpread } = models;
    const price = exitSpread === 0 ? raw : raw * (1 + (size > 0 ? -1 : 1) * exitSpread);
    return portfolio.cash + (size * (price - entryPrice) - models.commission.fee(Math.abs(size), price));
  }
}

/** Whether a run may take the lane wherever no order waits. */
export function isPlain(market: Market, models: ExecutionModels): boolean {
  const { slippage, needsEveryBar, fillsAtClose, hedging, exclusive } = models;
  const hasCostsOfItsOwn = slippage !== undefined || needsEveryBar;
  return market.series.length === 1 && !hasCostsOfItsOwn && !fillsAtClose && !hedging && exclusive !== 'none';
}

function isTrue(column: Float64Array | undefined, bar: number): boolean {
  return column !== undefined && column[bar] === 1;
}

/** The first row at which one of two columns is true, `end` when none is. */
function findSignal(first: Float64Array, second: Float64Array, from: number, end: number): number {
  let bar = from;
  while (bar < end && first[bar] !== 1 && second[bar] !== 1) bar += 1;
  return bar;
}

/** Equity with one open trade up to the bar with a signal, or that on which nothing would be left. */
function markUntilSignal(
  equity: Float64Array,
  close: Float64Array,
  cash: number,
  size: number,
  entryPrice: number,
  first: Float64Array,
  second: Float64Array,
  from: number,
  end: number,
): number {
  for (let bar = from; bar < end; bar += 1) {
    const value = cash + size * (close[bar] - entryPrice);
    if (value <= 0) return bar;
    equity[bar] = value;
    if (first[bar] === 1 || second[bar] === 1) return bar;
  }
  return end;
}
