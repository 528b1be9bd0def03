import {
  createPositionState,
  evaluateBound,
  STATE,
  type BoundExpression,
  type BoundStrategy,
  type CompiledLimits,
  type CompiledSide,
} from '#strategy';
import type { DecisionContext } from '../decision-context.js';
import { readBasketState } from './basket-state.js';
import { bindSide, type BoundSide } from './bound-side.js';
import { isWithinLimits } from './limits.js';

interface BoundLeg {
  readonly symbol: string;
  readonly instrument: number;
  /** Its sign is the direction; read at the decision and so frozen at entry. */
  readonly weight: BoundExpression;
}

interface BasketSide {
  readonly rules: BoundSide;
  readonly legs: readonly BoundLeg[];
  readonly reason: string;
}

/** Gives the index of a symbol among the instruments of the run. */
type InstrumentOf = (symbol: string) => number;

/**
 * Rules on a basket: read once, on the bars of the first leg, and all legs trade together at market. A leg takes
 * |weight| of what the sizing names; `qty` counts units of a whole basket.
 */
export class BasketRules {
  private readonly sides: readonly BasketSide[];
  private readonly instruments: readonly number[];
  private readonly first: number;
  private readonly state = createPositionState();
  private held: BasketSide | undefined;

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

  decide(context: DecisionContext): void {
    const row = context.market.row[this.first];
    if (row < this.firstRow) return;
    const trades = context.trades.filter((trade) => this.instruments.includes(trade.instrument));
    if (trades.length === 0 && !this.isWaiting(context)) this.held = undefined;
    readBasketState(this.state, context, trades);
    if (this.held !== undefined && this.isOver(this.held, row)) this.close(context, 'exit');
    for (const side of this.sides) {
      if (side === this.held || evaluateBound(side.rules.enter, this.state, row) !== 1) continue;
      if (!isWithinLimits(context, this.limits, this.first)) continue;
      if (this.enter(context, side, row)) return;
    }
  }

  private isWaiting(context: DecisionContext): boolean {
    return context.orders.some((order) => order.isEntry && this.instruments.includes(order.instrument));
  }

  private isOver({ rules }: BasketSide, row: number): boolean {
    const held = this.state[STATE.bars_held];
    const isTooOld = rules.stops.some((stop) => stop.kind === 'time' && held >= stop.bars);
    return isTooOld || (rules.exit !== undefined && evaluateBound(rules.exit, this.state, row) === 1);
  }

  private close(context: DecisionContext, reason: string): void {
    for (const instrument of this.instruments) context.closePosition(1, reason, instrument);
  }

  /** All legs or none: a weight or size that can't be told leaves the basket alone. */
  private enter(context: DecisionContext, side: BasketSide, row: number): boolean {
    const weights = side.legs.map(({ weight }) => evaluateBound(weight, this.state, row));
    const size = evaluateBound(side.rules.sizing.value, this.state, row);
    if (!(size > 0) || weights.some((weight) => !Number.isFinite(weight))) return false;
    if (this.held !== undefined) this.close(context, 'reversal');
    side.legs.forEach(({ symbol }, index) => {
      const weight = weights[index];
      const amount = this.amountOf(context, side, size * Math.abs(weight));
      if (weight === 0 || amount === undefined) return;
      const request = { ...amount, symbol, reason: side.reason };
      if (weight > 0) context.buy(request);
      else context.sell(request);
    });
    this.held = side;
    return true;
  }

  private amountOf(
    context: DecisionContext,
    { rules }: BasketSide,
    share: number,
  ): { cash: number } | { units: number } | undefined {
    if (rules.sizing.kind === 'equity') return { cash: share * context.equity };
    if (rules.sizing.kind === 'cash') return { cash: share };
    return rules.sizing.kind === 'qty' ? { units: share } : undefined;
  }
}

function bindBasket(
  bound: BoundStrategy,
  instrumentOf: InstrumentOf,
  side: CompiledSide | undefined,
  reason: string,
): BasketSide | undefined {
  if (side?.legs === undefined) return undefined;
  const { symbol } = side.legs[0];
  const legs = side.legs.map((leg) => ({
    symbol: leg.symbol,
    instrument: instrumentOf(leg.symbol),
    weight: bound.expression(symbol, leg.weight),
  }));
  return { rules: bindSide(bound, symbol, side, 1), legs, reason };
}
