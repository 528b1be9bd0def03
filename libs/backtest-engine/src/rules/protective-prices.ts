import { evaluateBound, type PositionState } from '#strategy';
import type { BoundSide } from './bound-side.js';

/** NaN where there is none. */
export interface ProtectivePrices {
  stopLoss: number;
  takeProfit: number;
}

/** The closest stop and the closest target that the side's stops name at a bar; NaN when none. */
export function computeProtectivePrices(
  side: BoundSide,
  state: PositionState,
  row: number,
): ProtectivePrices {
  let stopLoss = NaN;
  let takeProfit = NaN;
  for (const stop of side.stops) {
    if (stop.kind !== 'stop' && stop.kind !== 'target') continue;
    const price = evaluateBound(stop.value, state, row);
    if (stop.kind === 'stop') stopLoss = higherFor(side.direction, stopLoss, price);
    else takeProfit = higherFor(side.direction === 1 ? -1 : 1, takeProfit, price);
  }
  return { stopLoss, takeProfit };
}

/** The higher price for +1, the lower for -1; NaN gives way. */
export function higherFor(direction: 1 | -1, left: number, right: number): number {
  if (Number.isNaN(left)) return right;
  if (Number.isNaN(right)) return left;
  return direction > 0 ? Math.max(left, right) : Math.min(left, right);
}
