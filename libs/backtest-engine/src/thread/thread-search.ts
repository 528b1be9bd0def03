import type { ColumnTable, TimedAction } from '#domain';
import type { KnownRows } from '#strategy';
import type { BacktestRequest } from '../backtest-request.js';
import type { OptimisationOutcome } from '../optimise/assemble-optimisation.js';
import type { TrialSpread } from '../optimise/trial-spread.js';
import type { OptimisePlan } from '../optimise/optimise-plan.js';
import type { SharedSeries, ThreadFailure } from './thread-run.js';

/** What an optimisation searches in, the same for all of its parts. */
export interface SearchSpace {
  /** The canonical document, the run's symbols in it. */
  strategy: object;
  request: BacktestRequest;
  plan: OptimisePlan;
  /** Parameters that are not searched. */
  fixed: Readonly<Record<string, number>>;
}

/** What a thread is asked to do for an optimisation: a range of its trials, or to put ranges together and judge them among all trials of the shape. */
export type SearchWork =
  | { kind: 'sweep'; from: number; to: number }
  | { kind: 'assemble'; ranges: ColumnTable[]; spread: TrialSpread };

export interface ThreadSearch extends SearchSpace {
  work: SearchWork;
  /** In the order of the strategy's `dataSymbols`. */
  series: readonly SharedSeries[];
  benchmark?: SharedSeries;
  /** What the strategy reads of datasets. */
  known: readonly KnownRows[];
  /** As in `ThreadRun`. */
  actions?: readonly TimedAction[];
  finer?: readonly SharedSeries[];
  /** Memory of a `RunControl`, which counts trials here. */
  control: SharedArrayBuffer;
}

/** An optimisation with all that its record needs. */
export interface AssembledSearch {
  outcome: OptimisationOutcome;
  strategyHash: string;
  engineVersion: string;
  dataDigest: string;
}

export type SearchResult =
  { kind: 'sweep'; trials: ColumnTable } | { kind: 'assemble'; assembled: AssembledSearch };

export type ThreadSearchAnswer = { ok: true; result: SearchResult } | ThreadFailure;
