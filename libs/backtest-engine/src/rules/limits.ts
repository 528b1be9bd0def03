import type { CompiledLimits } from '#strategy';
import type { DecisionContext } from '../decision-context.js';
import { SizeKind, type OpenTrade, type Order } from '../order.js';

/** Whether the limits of a strategy leave room for an entry in an instrument. */
export function isWithinLimits(
  context: DecisionContext,
  limits: CompiledLimits,
  instrument: number,
  direction: 1 | -1,
): boolean {
  if (limits.cooldownBars > 0 && context.bar - context.lastExitBar(instrument) <= limits.cooldownBars)
    return false;
  if (limits.maxPositions !== undefined && countOthers(context, instrument) >= limits.maxPositions)
    return false;
  return roomFor(context, limits, instrument, direction) > 0;
}

/** Money that an entry in an instrument may bind; what it reverses makes room, and a waiting one that it replaces. */
export function roomFor(
  context: DecisionContext,
  limits: CompiledLimits,
  instrument: number,
  direction: 1 | -1,
): number {
  return grossRoom(
    context,
    limits,
    (trade) => limits.exclusive && trade.instrument === instrument && trade.size * direction < 0,
    (order) => order.instrument === instrument && order.direction === direction,
  );
}

/** Other instruments with an open trade or a waiting entry. */
function countOthers(context: DecisionContext, instrument: number): number {
  const others = new Set<number>();
  for (const trade of context.trades) others.add(trade.instrument);
  for (const order of context.orders) if (order.isEntry) others.add(order.instrument);
  others.delete(instrument);
  return others.size;
}

/**
 * Money that entries may still bind under `max_gross`: that many times the equity, less what is open and what waiting
 * entries may come to, at the closes of the decision. Trades that are being closed do not count, nor do those that
 * the entry is about to close and orders that it replaces. Infinity where there is no such limit.
 */
export function grossRoom(
  context: DecisionContext,
  { maxGross }: CompiledLimits,
  isLeaving: (trade: OpenTrade) => boolean,
  isReplaced: (order: Order) => boolean = () => false,
): number {
  if (maxGross === undefined) return Infinity;
  const { close } = context.market;
  const leaving = new Set<OpenTrade | undefined>();
  let bound = 0;
  for (const order of context.orders) {
    if (order.isEntry) bound += isReplaced(order) ? 0 : mostOf(order, context);
    else if (!order.isContingent && order.size >= Math.abs(order.trade!.size)) leaving.add(order.trade);
  }
  for (const trade of context.trades) {
    if (!leaving.has(trade) && !isLeaving(trade)) bound += Math.abs(trade.size) * close[trade.instrument];
  }
  return maxGross * context.equity - bound;
}

/** What a waiting entry may come to, in money. */
function mostOf(order: Order, context: DecisionContext): number {
  const { size, sizeKind, instrument } = order;
  const asked =
    sizeKind === SizeKind.units
      ? size * context.market.close[instrument]
      : sizeKind === SizeKind.cash
        ? size
        : size * context.equity * context.leverage;
  return Math.min(asked, order.terms?.most ?? Infinity);
}
