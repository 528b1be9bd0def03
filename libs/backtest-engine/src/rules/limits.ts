import type { CompiledLimits } from '#strategy';
import type { DecisionContext } from '../decision-context.js';

/** Whether the limits of a strategy leave room for an entry in an instrument. */
export function isWithinLimits(
  context: DecisionContext,
  limits: CompiledLimits,
  instrument: number,
): boolean {
  if (limits.cooldownBars > 0 && context.bar - context.lastExitBar(instrument) <= limits.cooldownBars)
    return false;
  if (limits.maxPositions !== undefined && countOthers(context, instrument) >= limits.maxPositions)
    return false;
  return limits.maxGross === undefined || grossOf(context) < limits.maxGross;
}

/** Other instruments with an open trade or a waiting entry. */
function countOthers(context: DecisionContext, instrument: number): number {
  const others = new Set<number>();
  for (const trade of context.trades) others.add(trade.instrument);
  for (const order of context.orders) if (order.isEntry) others.add(order.instrument);
  others.delete(instrument);
  return others.size;
}

/** Sum of absolute position values as a multiple of equity. */
function grossOf(context: DecisionContext): number {
  let value = 0;
  for (const trade of context.trades) value += Math.abs(trade.size) * context.market.close[trade.instrument];
  return value / context.equity;
}
