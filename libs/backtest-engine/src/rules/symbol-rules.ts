import type { OpenTrade, Order } from '../order.js';
import { evaluateBound, isTrueAt, type CompiledLimits } from '#strategy';
import type { DecisionContext } from '../decision-context.js';
import type { EntryRequest } from '../entry-request.js';
import type { BoundSide } from './bound-side.js';
import { toEntryRequest } from './entry-order.js';
import { interestOf, type Interest } from './interest.js';
import { isWithinLimits } from './limits.js';
import { PositionTracker } from './position-tracker.js';
import { computeProtectivePrices, higherFor, type ProtectivePrices } from './protective-prices.js';

/** The rules of a strategy on one instrument, decided at each close. */
export class SymbolRules {
  readonly tracker: PositionTracker;
  private readonly readsState: boolean;
  private readonly whileFlat: Interest;
  private readonly whileLong: Interest;
  private readonly whileShort: Interest;

  constructor(
    readonly instrument: number,
    private readonly symbol: string,
    private readonly long: BoundSide | undefined,
    private readonly short: BoundSide | undefined,
    private readonly limits: CompiledLimits,
    /** Rows before which nothing is decided. */
    private readonly firstRow: number,
  ) {
    this.tracker = new PositionTracker(instrument);
    this.tracker.setFlat();
    this.readsState = long?.readsState === true || short?.readsState === true;
    const mayAdd = limits.pyramiding > 1;
    this.whileFlat = interestOf(long?.enter, short?.enter);
    this.whileLong = this.interestWhile(long, short, mayAdd);
    this.whileShort = this.interestWhile(short, long, mayAdd);
  }

  decide(context: DecisionContext): void {
    const row = context.market.row[this.instrument];
    if (row < this.firstRow) return;
    if (this.readsState) this.tracker.update(context);
    const position = context.positionSize(this.instrument);
    const held = this.sideOf(position);
    if (held !== undefined) this.manage(context, held, row);
    // An order that waits beside one of the other side leaves that side its turn.
    if (this.enter(context, this.long, position, row) && this.short?.oco !== true) return;
    this.enter(context, this.short, position, row);
  }

  /** Stop and target of a new trade, frozen from its entry price and the columns of the decision bar. */
  protect(context: DecisionContext, trade: OpenTrade): ProtectivePrices {
    const side = trade.size > 0 ? this.long : this.short;
    if (side === undefined || side.stops.length === 0) return { stopLoss: NaN, takeProfit: NaN };
    const row = context.market.rowAt(this.instrument, trade.decisionBar);
    return computeProtectivePrices(side, this.tracker.atEntry(context, trade), row);
  }

  /** The first row from `row` on at which `decide` could act while the position stays as it is and nothing waits. */
  nextInterest(row: number, position: number): number {
    const quiet = position > 0 ? this.whileLong : position < 0 ? this.whileShort : this.whileFlat;
    return quiet(row);
  }

  private interestWhile(
    held: BoundSide | undefined,
    other: BoundSide | undefined,
    mayAdd: boolean,
  ): Interest {
    if (held?.watchesCloses === true) return (row) => row;
    return interestOf(held?.exit, other?.enter, mayAdd ? held?.enter : undefined);
  }

  private sideOf(position: number): BoundSide | undefined {
    return position > 0 ? this.long : position < 0 ? this.short : undefined;
  }

  private manage(context: DecisionContext, side: BoundSide, row: number): void {
    if (side.watchesCloses && this.followCloses(context, side, row)) return;
    if (side.exit !== undefined && isTrueAt(side.exit, this.tracker.state, row)) {
      context.closePosition(1, 'exit', this.instrument);
    }
  }

  /** Trails, break-even and time; true when the position is being closed. */
  private followCloses(context: DecisionContext, side: BoundSide, row: number): boolean {
    const { state } = this.tracker;
    for (const stop of side.stops) {
      if (stop.kind === 'time') {
        if (this.barsHeld(context) < stop.bars) continue;
        context.closePosition(1, 'time', this.instrument);
        return true;
      }
      if (stop.kind === 'trail') {
        const distance = evaluateBound(stop.value, state, row);
        this.ratchet(context, side, context.market.close[this.instrument] - side.direction * distance);
      } else if (stop.kind === 'breakeven' && isTrueAt(stop.when, state, row)) {
        this.ratchet(context, side, undefined);
      }
    }
    return false;
  }

  /** Moves stops that are further away to the price; undefined: to each trade's own entry price. */
  private ratchet(context: DecisionContext, side: BoundSide, to: number | undefined): void {
    for (const trade of context.trades) {
      if (trade.instrument !== this.instrument) continue;
      const price = higherFor(side.direction, trade.stopLoss, to ?? trade.entryPrice);
      if (price > 0 && price !== trade.stopLoss) context.setStopLoss(trade, price);
    }
  }

  private barsHeld(context: DecisionContext): number {
    const oldest = context.trades.find((trade) => trade.instrument === this.instrument);
    return oldest === undefined ? NaN : context.bar - oldest.entryBar;
  }

  /** True when an entry was placed. */
  private enter(
    context: DecisionContext,
    side: BoundSide | undefined,
    position: number,
    row: number,
  ): boolean {
    if (side === undefined) return false;
    const waiting = this.findWaiting(context, side);
    if (waiting !== undefined && !(context.replacesEntries && isReplaceable(side))) return false;
    if (!this.mayEnter(context, side, position)) return false;
    if (!isTrueAt(side.enter, this.tracker.state, row)) return false;
    const { tracker, limits, instrument, symbol } = this;
    const request = toEntryRequest(side, { context, tracker, limits, instrument, symbol, row });
    if (request === undefined) return false;
    if (waiting !== undefined) {
      if (asksForSame(waiting, request)) return false;
      context.cancel(waiting, 'replaced_by_entry');
    }
    const order = side.direction > 0 ? context.buy(request) : context.sell(request);
    return order !== undefined;
  }

  /** The entry of a side that waits; one that has waited too long is dropped. */
  private findWaiting(context: DecisionContext, side: BoundSide): Order | undefined {
    for (const order of context.orders) {
      if (order.instrument !== this.instrument || !order.isEntry || order.direction !== side.direction)
        continue;
      if (context.bar - order.placedBar < side.expire) return order;
      context.cancel(order);
    }
    return undefined;
  }

  private mayEnter(context: DecisionContext, side: BoundSide, position: number): boolean {
    if (position * side.direction > 0 && this.tradesOn(context) >= this.limits.pyramiding) return false;
    return isWithinLimits(context, this.limits, this.instrument, side.direction);
  }

  private tradesOn(context: DecisionContext): number {
    let count = 0;
    for (const trade of context.trades) if (trade.instrument === this.instrument) count += 1;
    return count;
  }
}

/** Whether a waiting entry gives way to a new one: it neither says when it ends nor follows the price by itself. */
function isReplaceable({ expire, life, kind }: BoundSide): boolean {
  return expire === Infinity && life.timeInForce === undefined && kind !== 'trailing_stop';
}

/** A stop that was reached is forgotten: the limit that is left counts. */
function asksForSame({ limit, stop, isTriggered }: Order, request: EntryRequest): boolean {
  return Object.is(limit, request.limit) && (isTriggered || Object.is(stop, request.stop));
}
