export { assembleOptimisation, type OptimisationOutcome } from './assemble-optimisation.js';
export { MOST_CELLS_LISTED } from './choose-trials.js';
export { findBest, OBJECTIVE_KEYS, objectiveSign } from './objective.js';
export {
  computeContribution,
  CONTRIBUTION_MEASURES,
  type Contribution,
  type ContributionMeasure,
} from './contribution.js';
export { listTrials } from './list-trials.js';
export { OPTIMISE_METHODS, type OptimiseMethod, type OptimisePlan } from './optimise-plan.js';
export { sweepTrials, type Sweep, type SweepHooks } from './sweep-trials.js';
export { compileTrialCondition, type TrialCondition } from './trial-condition.js';
export {
  countAxisValues,
  countCells,
  listAxisValues,
  paramsOfCell,
  type AxisRange,
  type TrialAxis,
} from './trial-space.js';
export { computeMoments, type SharpeMoments } from '../metrics/return-moments.js';
export { deflateAmong, type TrialSpread } from './trial-spread.js';
export { momentsAt, numbersOf, PARAM_PREFIX, TRIAL_METRICS } from './trial-table.js';
export { planFolds, type WalkForwardOptions } from './walk-forward-folds.js';
export type { SearchFindings } from './compose-optimisation.js';
export type { FoldResult } from './walk-forward.js';
export { followPath, type PathEnd } from './monte-carlo.js';
export { createRandom } from './seeded-random.js';
export {
  drawPath,
  PATH_METHODS,
  QUANTILES,
  summarisePaths,
  toPeriodReturns,
  toTradeReturns,
  type PathMethod,
  type PathSource,
} from './simulate-paths.js';
