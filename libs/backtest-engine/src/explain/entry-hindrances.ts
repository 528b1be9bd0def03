import type { ColumnTable } from '#domain';
import type { CompiledStrategy } from '#strategy';
import type { DecisionContext } from '../decision-context.js';
import { isWithinLimits } from '../rules/limits.js';
import type { EntryHindrance, ExplainedRule } from './explanation.js';

/** Why entries whose condition is true placed no order at a bar, by their path. */
export function findHindrances(
  { limits, rules: sides }: CompiledStrategy,
  rules: readonly ExplainedRule[],
  at: { context: DecisionContext; instrument: number; orders: ColumnTable; isWarm: boolean },
): Record<string, EntryHindrance> {
  const hindrances: Record<string, EntryHindrance> = {};
  if (sides === undefined) return hindrances;
  const { context, instrument } = at;
  const { size, kind, symbol } = at.orders.columns;
  const name = context.series[instrument].symbol;
  for (const [path, direction] of [
    ['/rules/long/enter', 1],
    ['/rules/short/enter', -1],
  ] as const) {
    if (rules.find((rule) => rule.path === path)?.value !== true) continue;
    const isPlaced = Array.from({ length: at.orders.length }, (_, row) => row).some(
      (row) => symbol[row] === name && kind[row] !== 'close' && Math.sign(Number(size[row])) === direction,
    );
    if (isPlaced) continue;
    const isWaiting = context.orders.some((order) => order.isEntry && order.instrument === instrument);
    const isHeld = context.positionSize(instrument) * direction > 0;
    if (!at.isWarm) hindrances[path] = 'warm_up';
    else if (isWaiting) hindrances[path] = 'order_waiting';
    else if (isHeld) hindrances[path] = 'in_position';
    else hindrances[path] = isWithinLimits(context, limits, instrument, direction) ? 'no_size' : 'limits';
  }
  return hindrances;
}
