import type { PlanNode } from '../plan/plan-node.js';

/** Where a program finds the columns that it reads. */
export interface ColumnSource {
  /** Rows of every column. */
  readonly length: number;
  /** Called now and then during work on all bars; may throw. */
  look(): void;
  /** A column to fill; anything may stand in it. */
  newColumn(): Float64Array;
  /** What stands in the hole that a node is; the node itself where it is none. */
  meant(node: PlanNode): PlanNode;
  /** The column of a node that doesn't read the position. */
  column(node: PlanNode): Float64Array;
  /** The column if it is there without work on all bars. */
  known(node: PlanNode): Float64Array | undefined;
}
