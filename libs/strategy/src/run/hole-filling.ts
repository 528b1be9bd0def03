import type { PlanNode } from '../plan/plan-node.js';

/** What stands in the holes of a plan. The nodes above them, operators and bars before, have values of this filling alone. */
export interface HoleFilling {
  readonly nodes: ReadonlyMap<PlanNode, PlanNode>;
  readonly above: ReadonlySet<PlanNode>;
}

export const NO_HOLES: HoleFilling = { nodes: new Map(), above: new Set() };
