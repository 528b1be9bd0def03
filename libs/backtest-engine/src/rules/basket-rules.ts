import { createPositionState, isTrueAt, STATE, type BoundStrategy, type CompiledLimits } from '#strategy';
import type { DecisionContext } from '../decision-context.js';
import type { OpenTrade } from '../order.js';
import { readBasketState } from './basket-state.js';
import { bindBasket, sizeLegs, type BasketSide, type InstrumentOf } from './bound-basket.js';
import { grossRoom } from './limits.js';

/** What a basket remembers from bar to bar: the number of the side that is held, -1 for none. */
export interface BasketMemory {
  readonly held: number;
  readonly entries: number;
  readonly whole: readonly number[] | undefined;
}

/**
 * Rules on a basket: read once, on the bars of the first leg, and all legs trade together. It is entered when every
 * leg has a bar, and a leg that is lost (its bars ended, a margin call) takes the others with it.
 */
export class BasketRules {
  private readonly sides: readonly BasketSide[];
  private readonly instruments: readonly number[];
  private readonly first: number;
  private readonly state = createPositionState();
  private held: BasketSide | undefined;
  private entries = 0;
  /** Instruments that are held while nothing waits; undefined while orders are on their way. */
  private whole: ReadonlySet<number> | undefined;

  constructor(
    bound: BoundStrategy,
    instrumentOf: InstrumentOf,
    private readonly limits: CompiledLimits,
    private readonly firstRow: number,
  ) {
    const { long, short } = bound.strategy.rules ?? {};
    this.sides = [
      bindBasket(bound, instrumentOf, long, 'enter_long'),
      bindBasket(bound, instrumentOf, short, 'enter_short'),
    ].filter((side) => side !== undefined);
    this.instruments = [
      ...new Set(this.sides.flatMap(({ legs }) => legs.map(({ instrument }) => instrument))),
    ];
    this.first = this.sides[0].legs[0].instrument;
  }

  remember(): BasketMemory {
    const { sides, held, entries, whole } = this;
    return { held: held === undefined ? -1 : sides.indexOf(held), entries, whole: whole && [...whole] };
  }

  recall({ held, entries, whole }: BasketMemory): void {
    this.held = this.sides[held];
    this.entries = entries;
    this.whole = whole && new Set(whole);
  }

  decide(context: DecisionContext): void {
    const trades = context.trades.filter((trade) => this.instruments.includes(trade.instrument));
    const isWaiting = context.orders.some(({ instrument }) => this.instruments.includes(instrument));
    if (trades.length === 0 && !isWaiting) this.forget();
    if (this.hasLostLeg(trades, isWaiting)) {
      this.close(context, 'leg_ended');
      return;
    }
    const row = context.market.row[this.first];
    if (row < this.firstRow) return;
    readBasketState(this.state, context, trades);
    if (this.held !== undefined && this.isOver(this.held, row)) this.close(context, 'exit');
    for (const side of this.sides) {
      if (side === this.held && this.entries >= this.limits.pyramiding) continue;
      if (!isTrueAt(side.rules.enter, this.state, row)) continue;
      if (this.isWithinLimits(context, side) && this.enter(context, side, row)) return;
    }
  }

  private forget(): void {
    this.held = undefined;
    this.entries = 0;
    this.whole = undefined;
  }

  /** A leg that was held is gone, though nothing was ordered. */
  private hasLostLeg(trades: readonly OpenTrade[], isWaiting: boolean): boolean {
    if (isWaiting || trades.length === 0) return false;
    const now = new Set(trades.map(({ instrument }) => instrument));
    const isLess = this.whole !== undefined && now.size < this.whole.size;
    this.whole = now;
    return isLess;
  }

  private isOver({ rules }: BasketSide, row: number): boolean {
    const held = this.state[STATE.bars_held];
    const isTooOld = rules.stops.some((stop) => stop.kind === 'time' && held >= stop.bars);
    return isTooOld || (rules.exit !== undefined && isTrueAt(rules.exit, this.state, row));
  }

  private close(context: DecisionContext, reason: string): void {
    for (const instrument of this.instruments) context.closePosition(1, reason, instrument);
    this.whole = undefined;
  }

  /** Each leg is a position of its own; the cooldown counts from the latest exit of any. */
  private isWithinLimits(context: DecisionContext, { legs }: BasketSide): boolean {
    const { cooldownBars, maxPositions = Infinity } = this.limits;
    if (new Set(legs.map(({ instrument }) => instrument)).size > maxPositions) return false;
    const since = context.bar - Math.max(...this.instruments.map((one) => context.lastExitBar(one)));
    return cooldownBars === 0 || since > cooldownBars;
  }

  /** All legs or none: a weight or size that can't be told, or a leg without a bar, leaves the basket alone. */
  private enter(context: DecisionContext, side: BasketSide, row: number): boolean {
    if (side.legs.some(({ instrument }) => context.market.row[instrument] < 0)) return false;
    const reverses = this.held !== undefined && side !== this.held && this.limits.exclusive;
    const isLeaving = ({ instrument }: OpenTrade): boolean =>
      reverses && this.instruments.includes(instrument);
    const orders = sizeLegs(side, context, this.state, row, grossRoom(context, this.limits, isLeaving));
    if (orders === undefined) return false;
    if (reverses) this.close(context, 'reversal');
    for (const { direction, request } of orders) {
      if (direction > 0) context.buy(request);
      else context.sell(request);
    }
    this.entries = side === this.held ? this.entries + 1 : 1;
    this.held = side;
    this.whole = undefined;
    return true;
  }
}
