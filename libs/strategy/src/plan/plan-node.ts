import type { Timeframe } from '#domain';
import type { KnownSourceName } from '../known/known-sources.js';

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

/** A number that the parameters of each set decide: a hole of a plan with a constant in it. */
export interface ParameterNode extends NodeBase {
  readonly kind: 'parameter';
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

/** A value beside those of the other traded symbols at the same time. */
export interface UniverseNode extends NodeBase {
  readonly kind: 'universe';
  readonly comparison: string;
  readonly args: readonly [PlanNode];
}

/**
 * How versions of rows become a value of each bar: the column of the newest row, its sum over the four newest or over
 * those of the past year, sessions until the next or since the last date, sessions since the newest row was known.
 */
export type KnownReadingName =
  'newest' | 'sum_of_four' | 'sum_of_year' | 'sessions_until' | 'sessions_since' | 'sessions_known';

/** What was known at the close of each bar. */
export interface KnownNode extends NodeBase {
  readonly kind: 'known';
  readonly source: KnownSourceName;
  readonly column: string;
  readonly reading: KnownReadingName;
  /** The series that is read; otherwise rows of the bars' own symbol. */
  readonly series?: string;
}

export type PlanNode =
  | PriceNode
  | FrameNode
  | ConstantNode
  | ParameterNode
  | StateNode
  | PointNode
  | LagNode
  | SeriesNode
  | UniverseNode
  | KnownNode;

/** Whether a node or anything below it satisfies the condition; nothing below an opaque one is looked at. */
export function someNode(
  root: PlanNode,
  condition: (node: PlanNode) => boolean,
  isOpaque: (node: PlanNode) => boolean = () => false,
): boolean {
  const seen = new Set<PlanNode>();
  const waiting = [root];
  while (waiting.length > 0) {
    const node = waiting.pop()!;
    if (seen.has(node)) continue;
    seen.add(node);
    if (condition(node)) return true;
    if ('args' in node && !isOpaque(node)) waiting.push(...node.args);
  }
  return false;
}
