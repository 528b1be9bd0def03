import type { SeriesKernel } from '../kernels/series-kernel.js';
import type { PlanBuilder } from '../plan/plan-builder.js';
import type { PlanNode } from '../plan/plan-node.js';
import type { ValueRange } from '../plan/value-range.js';
import type { PriceName } from './names.js';

/**
 * What an argument may be: `num` any number, `series` a number that changes with the bars, `bool` a condition,
 * `value` a number or a condition (all `value` arguments of a call are of one type), `const` a literal or a parameter,
 * `text` a quoted text.
 */
export type ParameterType = 'num' | 'series' | 'bool' | 'value' | 'const' | 'text';

export interface FunctionParameter {
  readonly name: string;
  readonly type: ParameterType;
  /** Makes the argument optional. */
  readonly default?: number;
  /** Limits of a `const`, both allowed. */
  readonly min?: number;
  readonly max?: number;
  readonly whole?: boolean;
  /** What a `text` may be, where that can be listed. */
  readonly words?: readonly string[];
}

export type FunctionFamily = 'math' | 'logic' | 'series' | 'multi' | 'clock' | 'across' | 'known_at';

interface DefinitionBase {
  readonly name: string;
  readonly family: FunctionFamily;
  readonly parameters: readonly FunctionParameter[];
  /** `value`: what its `value` arguments are. */
  readonly result: 'num' | 'bool' | 'value';
  /** Names of the outputs, of which the bare call is the first; none for a function of one output. */
  readonly outputs?: readonly string[];
  /** Within what the values of all outputs lie, where that is known. */
  readonly range?: ValueRange;
  readonly summary: string;
  readonly formula: string;
  /** Where the formula is defined. */
  readonly source: string;
}

/** A value of one bar made of values of that bar. Two-argument ones may take more and are then folded. */
export interface PointFunction extends DefinitionBase {
  readonly kind: 'point';
  readonly operator: string;
  readonly foldsUpTo?: number;
}

/** A function over whole columns with a kernel of its own. */
export interface SeriesFunction extends DefinitionBase {
  readonly kind: 'series';
  /** Prices that the kernel reads after its arguments. */
  readonly prices?: readonly PriceName[];
  /** Rows of defined input before the first value of an output. */
  readonly lookBack: (constants: readonly number[], output: number) => number;
  /** Further rows until the seed of a recursion weighs less than 1e-6. */
  readonly seedBars?: (constants: readonly number[]) => number;
  /** Steps per bar when they grow with the window; default: a few. */
  readonly work?: (constants: readonly number[]) => number;
  readonly kernel: SeriesKernel;
}

/** A function written in terms of others; gives a node per output. */
export interface ComposedFunction extends DefinitionBase {
  readonly kind: 'composed';
  readonly compose: (call: Composition) => readonly PlanNode[];
}

export interface Composition {
  readonly builder: PlanBuilder;
  /** Arguments that are not `const`, in order. */
  readonly args: readonly PlanNode[];
  readonly constants: readonly number[];
}

/** The value of its last argument on other bars, which its first names. */
export interface FrameFunction extends DefinitionBase {
  readonly kind: 'frame';
  readonly names: 'symbol' | 'timeframe';
}

/** A value of each traded symbol beside those of the others at the same time. */
export interface UniverseFunction extends DefinitionBase {
  readonly kind: 'universe';
  /**
   * Gives what fills `out` with the standing of each value, in the order of the symbols; both may have missing values. It
   * is called time by time and may remember, but what it gives may not depend on that.
   */
  readonly createCompare: () => (values: Float64Array, out: Float64Array) => void;
}

/** Whether a word of the calendar is due, which its argument names. */
export interface DueFunction extends DefinitionBase {
  readonly kind: 'due';
}

/** What the world knew at the close of a bar of the thing that its argument names, from stored datasets. */
export interface KnownFunction extends DefinitionBase {
  readonly kind: 'known';
  /** The node of an output; undefined when the text names nothing. */
  readonly compose: (call: KnownComposition, name: string, output: number) => PlanNode | undefined;
}

export interface KnownComposition {
  readonly builder: PlanBuilder;
  /** The node of a text of the language, which must be sound. */
  readonly formula: (text: string) => PlanNode | undefined;
}

export type FunctionDefinition =
  | FrameFunction
  | PointFunction
  | SeriesFunction
  | ComposedFunction
  | UniverseFunction
  | DueFunction
  | KnownFunction;
