import type { ColumnTable } from '#domain';
import type { CompiledStrategy } from '#strategy';
import type { BacktestInput } from '../prepared-run.js';
import type { Standing } from '../rules/allocation-strategy.js';

/** A run of a strategy.v1 document. */
export interface ExplainInput extends BacktestInput {
  strategy: CompiledStrategy;
}

/** What a part of an expression came to: missing is null. */
export type PartValue = number | boolean | null;

export interface ExplainedPart {
  readonly text: string;
  readonly value: PartValue;
  readonly args: readonly ExplainedPart[];
}

/** A condition that stood in the way of a rule. */
export interface BlockingClause {
  readonly text: string;
  readonly value: PartValue;
  /** What it had to be. */
  readonly wanted: boolean;
  /** Both sides of a comparison, and how far they were apart. */
  readonly left?: number | null;
  readonly right?: number | null;
  readonly distance?: number | null;
}

export interface ExplainedRule {
  /** JSON pointer into the strategy's document. */
  readonly path: string;
  readonly value: PartValue;
  readonly tree: ExplainedPart;
  /** The fewest clauses whose flip would have made the condition true; none for a true condition or a number. */
  readonly blocking: readonly BlockingClause[];
  /** One clause only stood in the way. */
  readonly nearMiss: boolean;
}

/** Why an entry whose condition is true placed no order. */
export type EntryHindrance = 'warm_up' | 'in_position' | 'order_waiting' | 'limits' | 'no_size';

export interface ExplainedStanding extends Standing {
  /** The reason in words. */
  readonly message: string;
}

/** What a strategy saw and did at the close of one bar. */
export interface Explanation {
  readonly symbol: string;
  /** Index on the run's timeline, and in the symbol's own series. */
  readonly bar: number;
  readonly row: number;
  /** When the bar opened, UTC milliseconds. */
  readonly time: number;
  readonly warmupBars: number;
  /** Signed units held at the close. */
  readonly position: number;
  readonly equity: number;
  readonly rules: readonly ExplainedRule[];
  /** By the path of an `enter` that is true and still placed no order. */
  readonly hindrances: Readonly<Record<string, EntryHindrance>>;
  /** Of an allocation: whether the symbol is picked, and if not why. */
  readonly allocation?: ExplainedStanding;
  /** Orders that were placed at the close of the bar; columns as in the outcome. */
  readonly orders: ColumnTable;
}
