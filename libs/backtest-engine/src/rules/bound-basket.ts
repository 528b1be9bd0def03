import {
  evaluateBound,
  type BoundExpression,
  type BoundStrategy,
  type CompiledSide,
  type PositionState,
} from '#strategy';
import type { DecisionContext } from '../decision-context.js';
import type { EntryRequest } from '../entry-request.js';
import { bindSide, type BoundSide } from './bound-side.js';

interface BoundLeg {
  readonly symbol: string;
  readonly instrument: number;
  /** Its sign is the direction; read at the decision and so frozen at entry. */
  readonly weight: BoundExpression;
}

/** One side of rules on a basket. */
export interface BasketSide {
  readonly rules: BoundSide;
  readonly legs: readonly BoundLeg[];
  readonly reason: string;
}

/** Gives the index of a symbol among the instruments of the run. */
export type InstrumentOf = (symbol: string) => number;

export function bindBasket(
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

interface LegOrder {
  readonly direction: 1 | -1;
  readonly request: EntryRequest;
}

/**
 * The orders of a basket: a leg takes |weight| of what the sizing names; `qty` counts units of a whole basket. Where
 * they come to more than `room` (money), all legs are cut down in proportion. Undefined when something can't be told.
 */
export function sizeLegs(
  { rules, legs, reason }: BasketSide,
  context: DecisionContext,
  state: PositionState,
  row: number,
  room: number,
): LegOrder[] | undefined {
  const size = evaluateBound(rules.sizing.value, state, row);
  const weights = legs.map(({ weight }) => evaluateBound(weight, state, row));
  if (!(size > 0) || weights.some((weight) => !Number.isFinite(weight))) return undefined;
  const unitOf = ({ instrument }: BoundLeg): number =>
    rules.sizing.kind === 'qty' ? context.market.close[instrument] : 1;
  const scale = rules.sizing.kind === 'equity' ? context.equity : 1;
  const amounts = weights.map((weight) => size * Math.abs(weight) * scale);
  const value = legs.reduce((sum, leg, index) => sum + amounts[index] * unitOf(leg), 0);
  const cut = value > room ? room / value : 1;
  if (!(cut > 0) || !isSizedByBasket(rules)) return undefined;
  return legs.flatMap(({ symbol }, index) => {
    if (weights[index] === 0) return [];
    const amount = amounts[index] * cut;
    const request = {
      ...(rules.sizing.kind === 'qty' ? { units: amount } : { cash: amount }),
      ...{ symbol, reason, onClose: rules.kind === 'moc' },
    };
    return [{ direction: weights[index] > 0 ? 1 : -1, request }];
  });
}

/** A basket has no stop and no volatility to size it by. */
function isSizedByBasket({ sizing: { kind } }: BoundSide): boolean {
  return kind === 'equity' || kind === 'cash' || kind === 'qty';
}
