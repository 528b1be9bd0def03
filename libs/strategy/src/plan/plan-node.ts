import type { Timeframe } from '#domain';

/**
 * A node of the plan: the resolved form of expressions, in which names are gone, parameters are numbers and equal
 * nodes are one object. `id` numbers nodes of one plan so that arguments come before their users.
 */
interface NodeBase {
  readonly id: number;
  /** Index of the first defined value, lags included. */
  readonly firstDefined: number;
  /** Largest first-defined index of a function call in it, lags not counted (A2.1 of the engine's semantics). */
  readonly declared: number;
  /** Index from which also the seeds of recursive functions weigh less than 1e-6. */
  readonly converged: number;
  /** Reads the position. */
  readonly readsState: boolean;
}

/** A price or clock column of the bars that the plan is put over. */
export interface PriceNode extends NodeBase {
  readonly kind: 'price';
  readonly name: string;
}

/** A value on other bars: those of another symbol, or the own ones in a longer timeframe. */
export interface FrameNode extends NodeBase {
  readonly kind: 'frame';
  readonly on: { readonly symbol: string } | { readonly timeframe: Timeframe };
  readonly args: readonly [PlanNode];
}

export interface ConstantNode extends NodeBase {
  readonly kind: 'constant';
  readonly value: number;
}

export interface StateNode extends NodeBase {
  readonly kind: 'state';
  readonly field: number;
}

/** A value of one bar made of values of the same bar: operators and pointwise functions. */
export interface PointNode extends NodeBase {
  readonly kind: 'point';
  readonly op: string;
  readonly args: readonly PlanNode[];
}

export interface LagNode extends NodeBase {
  readonly kind: 'lag';
  readonly bars: number;
  readonly args: readonly [PlanNode];
}

/** One output of a function over whole columns. */
export interface SeriesNode extends NodeBase {
  readonly kind: 'series';
  readonly fn: string;
  readonly output: number;
  /** The same for all outputs of one call. */
  readonly call: string;
  readonly args: readonly PlanNode[];
  readonly constants: readonly number[];
}

export type PlanNode = PriceNode | FrameNode | ConstantNode | StateNode | PointNode | LagNode | SeriesNode;
