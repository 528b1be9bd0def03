import type { TrialAxis } from './trial-space.js';
import type { WalkForwardOptions } from './walk-forward-folds.js';

export const OPTIMISE_METHODS = ['grid', 'random', 'walk_forward'] as const;

export type OptimiseMethod = (typeof OPTIMISE_METHODS)[number];

/** What is searched and how. Plain data; every worker that is given it makes the same trials of it. */
export interface OptimisePlan {
  method: OptimiseMethod;
  /** A metric, see `OBJECTIVE_KEYS`. */
  objective: string;
  axes: TrialAxis[];
  /** Conditions over parameters that a trial must fulfil, such as `fast < slow`. */
  constraints: string[];
  /** Larger grids are drawn from with method `random` and refused otherwise. */
  maxTrials: number;
  seed: number;
  /** With method `walk_forward`. */
  walkForward?: WalkForwardOptions;
}
