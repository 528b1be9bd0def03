import type { CompiledExpression, StrategyPlan } from './compiled-strategy.js';
import type { TrueRows } from './kernels/true-rows.js';

/** What a program may read of the position, in the order in which it lies in a `PositionState`. */
export const STATE_FIELDS = [
  'in_position',
  'entry_price',
  'bars_held',
  'pnl_pct',
  'peak',
  'trough',
  'equity',
  'cash',
] as const;

export type StateField = (typeof STATE_FIELDS)[number];

/** Index of each field: `state[STATE.entry_price]`. */
export const STATE: Readonly<Record<StateField, number>> = {
  in_position: 0,
  entry_price: 1,
  bars_held: 2,
  pnl_pct: 3,
  peak: 4,
  trough: 5,
  equity: 6,
  cash: 7,
};

/**
 * The position as seen at the close of a bar; filled in by the engine before it evaluates. `in_position` is 1 or 0;
 * `pnl_pct` in percent of the entry price, positive when winning (5 is 5 %); `peak` and `trough` the highest high and lowest low since entry. While flat
 * everything but `in_position`, `equity` and `cash` is NaN.
 */
export type PositionState = Float64Array;

export function createPositionState(): PositionState {
  return new Float64Array(STATE_FIELDS.length).fill(Number.NaN);
}

/**
 * An expression over the bars of one symbol. Values are numbers, booleans 1 and 0, NaN is missing (never true).
 * Whatever doesn't read the position and isn't constant is a column of the series' length; the rest is a program.
 */
export type BoundExpression =
  | { readonly kind: 'column'; readonly values: Float64Array }
  | { readonly kind: 'program'; evaluate(state: PositionState, bar: number): number };

/** The same of a condition for those who only ask where it is true. */
export type BoundCondition =
  { readonly kind: 'rows'; readonly rows: TrueRows } | Extract<BoundExpression, { kind: 'program' }>;

/** A compiled strategy over the bars of its symbols. */
export interface BoundStrategy {
  readonly strategy: StrategyPlan;
  /** The expression on the symbol's own bars; the same object for equal expressions. */
  expression(symbol: string, expression: CompiledExpression): BoundExpression;
  /** An expression of type `bool`, without a column of its values. */
  condition(symbol: string, expression: CompiledExpression): BoundCondition;
  /** Gives the memory of its columns to later bindings; whoever calls it looks at nothing of this one afterwards. */
  release?(): void;
}

/** The value at a bar, whichever kind it is. */
export function evaluateBound(bound: BoundExpression, state: PositionState, bar: number): number {
  return bound.kind === 'column' ? bound.values[bar] : bound.evaluate(state, bar);
}

/** Whether it is true at a bar; a missing value is not. */
export function isTrueAt(bound: BoundCondition, state: PositionState, bar: number): boolean {
  return bound.kind === 'rows' ? bound.rows.has(bar) : bound.evaluate(state, bar) === 1;
}
