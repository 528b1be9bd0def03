import type { PlanBuilder } from '../plan/plan-builder.js';
import type { PlanNode } from '../plan/plan-node.js';
import type { SeriesFunction } from './function-definition.js';

/** The node of one output of a series function; prices that it reads are added to the arguments. */
export function seriesOf(
  builder: PlanBuilder,
  definition: SeriesFunction,
  args: readonly PlanNode[],
  constants: readonly number[],
  output = 0,
): PlanNode {
  return builder.series(
    {
      fn: definition.name,
      output,
      constants,
      lookBack: definition.lookBack(constants, output),
      work: definition.work?.(constants),
      seedBars: definition.seedBars?.(constants) ?? 0,
    },
    [...args, ...(definition.prices ?? []).map((name) => builder.price(name))],
  );
}
