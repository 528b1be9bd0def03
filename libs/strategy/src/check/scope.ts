import type { Timeframe } from '#domain';
import type { PlanNode } from '../plan/plan-node.js';

/** What an expression turned out to be. */
export interface Typed {
  readonly type: 'num' | 'bool';
  readonly node: PlanNode;
}

/** The names that a document gives; looked up in maps only, never as members of an object. */
export interface Scope {
  readonly params: ReadonlyMap<string, number>;
  /** Alias → symbol. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Undefined: defined, but faulty. */
  readonly lets: Map<string, Typed | undefined>;
  /** Names of params and lets that were used. */
  readonly used: Set<string>;
  /** Symbols that are read by `on`. */
  readonly read: Set<string>;
  /** Of the run's bars. */
  readonly timeframe: Timeframe;
}
