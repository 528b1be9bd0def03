import type { RunFacts } from './run-facts.js';

/** One number about a run. */
export interface Metric {
  /** Name on the wire. */
  readonly key: string;
  /** NaN or infinite where it is not defined. */
  compute(run: RunFacts): number;
  /** When that is; completes "not defined when …". */
  readonly undefinedWhen?: string;
}
