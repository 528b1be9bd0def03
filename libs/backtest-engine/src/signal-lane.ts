import type { Market } from './market.js';
import type { ExecutionModels } from './models/execution-models.js';
import type { EntryQuote, SizedOrder } from './models/sizing.js';
import { OpenTrade, OrderRole, SizeKind } from './order.js';
import type { Portfolio } from './portfolio.js';
import type { Recorder } from './record/recorder.js';
import type { ClosedPart, EnteredTrade } from './record/trade-record.js';
import type { MarketSignals } from './strategy.js';

/** What the lane keeps of a trade that is open. */
class Position implements EnteredTrade {
  readonly instrument = 0;
  /** Zero when no trade is open. */
  size = NaN;
  entryPrice = NaN;
  entryBar = 0;
  /** Bar of the decision that led to the entry. */
  decisionBar = 0;
  entryReason = '';
  tag = '';
  /** Fee that was paid on entry. */
  entryFee = NaN;
}

/**
 * A short cut through runs of nothing but market orders on columns: from signal to signal in loops over columns,
 * with the orders and trades that the broker would write, to the bit. Whatever is not plain (an order that would be
 * refused, ruin, an exit beside an entry, the end of the bars) is left to the loop over bars: the lane gives the bar
 * to go on with, and no order waits then.
 */
export class SignalLane {
  private readonly entry: SizedOrder;
  private readonly quote: EntryQuote;
  /** The one trade, used again for each: an object per trade would be work for the garbage collector. */
  private readonly position = new Position();
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
    private readonly signals: MarketSignals,
  ) {
    const size = Math.min(signals.fraction, models.rules.wholeLiquidity);
    this.entry = { sizeKind: SizeKind.freeLiquidity, size };
    const { leverage } = models;
    this.quote = {
      price: NaN,
      rawPrice: NaN,
      freeLiquidity: NaN,
      equity: NaN,
      leverage,
      most: Infinity,
      isMaker: false,
      traded: 0,
    };
  }

  /** Goes from a bar on which no order waits as far as it can, `end` (exclusive) at most. */
  run(from: number, end: number): number {
    const { position, recorder } = this;
    const { trades } = this.portfolio;
    const held = trades.length === 0 ? undefined : trades[0];
    const closed = recorder.trades.length;
    position.size = 0;
    if (held !== undefined) takeOver(position, held);
    const bar = this.follow(from, end);
    // The trade of before is open still.
    if (held !== undefined && recorder.trades.length === closed) return bar;
    if (held !== undefined) {
      held.isOpen = false;
      trades.pop();
    }
    if (position.size !== 0) trades.push(toTrade(position));
    return bar;
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
    const { enterLong, enterShort } = this.signals;
    const [first = enterShort, second = enterLong] = [enterLong, enterShort];
    if (first === undefined || second === undefined || this.portfolio.cash <= 0) return from;
    const at = findSignal(first, second, from, end);
    this.recorder.equity.fill(this.portfolio.cash, from, Math.min(at + 1, end));
    return at;
  }

  private hold(from: number, end: number): number {
    const { signals, portfolio, recorder, market } = this;
    const { size, entryPrice } = this.position;
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
    if (isTrue(enterLong, bar)) return this.enter(1, bar);
    return isTrue(enterShort, bar) && this.enter(-1, bar);
  }

  /** The same with a position. */
  private change(bar: number): boolean {
    const { signals, portfolio, market } = this;
    const { size, entryPrice } = this.position;
    const isLong = size > 0;
    if (portfolio.cash + size * (market.series[0].close[bar] - entryPrice) <= 0) return false;
    const reverses = isTrue(isLong ? signals.enterShort : signals.enterLong, bar);
    const exits = isTrue(isLong ? signals.exitLong : signals.exitShort, bar);
    if (reverses) return !exits && this.enter(isLong ? -1 : 1, bar);
    if (exits) this.leave(bar, 'exit');
    return exits;
  }

  /** Reverses or opens, if the account carries it. */
  private enter(direction: 1 | -1, bar: number): boolean {
    const { models, portfolio, quote, entry, recorder } = this;
    const isReversal = this.position.size !== 0;
    const raw = this.market.series[0].open[bar + 1];
    quote.rawPrice = raw;
    quote.price = raw * (1 + direction * models.entrySpread);
    quote.freeLiquidity = Math.max(0, isReversal ? this.cashAfter(raw) : portfolio.cash);
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
    if (isReversal) this.leave(bar, 'reversal');
    this.open(direction, units, bar);
    return true;
  }

  private open(direction: 1 | -1, units: number, bar: number): void {
    const { models, portfolio, position } = this;
    const { price, rawPrice } = this.quote;
    const fee = models.commission.fee(units, price);
    portfolio.cash -= fee;
    portfolio.costs.commission += fee;
    portfolio.tradedValue += units * price;
    portfolio.addFillCosts(rawPrice, price, units, models.entrySpread);
    position.size = direction * units;
    position.entryPrice = price;
    position.entryFee = fee;
    position.entryBar = bar + 1;
    position.decisionBar = bar;
    position.entryReason = direction > 0 ? 'enter_long' : 'enter_short';
    position.tag = '';
  }

  /** Closes the trade at the next open. */
  private leave(bar: number, why: string): void {
    const { models, portfolio, position, part, recorder } = this;
    const { size, entryPrice } = position;
    const units = Math.abs(size);
    const raw = this.market.series[0].open[bar + 1];
    const price = this.exitPrice(raw);
    if (price !== raw) portfolio.addFillCosts(raw, price, units, models.exitSpread);
    if (!recorder.isForMetrics)
      recorder.orders.addFilled(OrderRole.close, -size, SizeKind.units, bar, price, -size);
    const fee = models.commission.fee(units, price);
    const entryFee =
      models.rules.entryFee === 'recomputed' ? models.commission.fee(units, entryPrice) : position.entryFee;
    portfolio.cash += size * (price - entryPrice) - fee;
    portfolio.costs.commission += fee;
    portfolio.tradedValue += units * price;
    portfolio.lastExitBar[0] = bar + 1;
    part.size = size;
    part.exitPrice = price;
    part.exitBar = bar + 1;
    part.commission = fee + entryFee;
    part.reason = why;
    recorder.trades.add(position, part);
    position.size = 0;
  }

  private exitPrice(raw: number): number {
    const { exitSpread } = this.models;
    return exitSpread === 0 ? raw : raw * (1 + (this.position.size > 0 ? -1 : 1) * exitSpread);
  }

  /** Cash when the trade is closed at a price before spread, without doing it. */
  private cashAfter(raw: number): number {
    const { models, portfolio } = this;
    const { size, entryPrice } = this.position;
    const price = this.exitPrice(raw);
    return portfolio.cash + (size * (price - entryPrice) - models.commission.fee(Math.abs(size), price));
  }
}

function takeOver(position: Position, trade: OpenTrade): void {
  position.size = trade.size;
  position.entryPrice = trade.entryPrice;
  position.entryFee = trade.entryFee;
  position.entryBar = trade.entryBar;
  position.decisionBar = trade.decisionBar;
  position.entryReason = trade.entryReason;
  position.tag = trade.tag;
}

function toTrade(position: Position): OpenTrade {
  const { size, entryPrice, entryBar, decisionBar, entryReason, tag, entryFee } = position;
  return new OpenTrade(0, size, entryPrice, entryBar, decisionBar, entryReason, tag, entryFee);
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
