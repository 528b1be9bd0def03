import {
  compileTrialCondition,
  countCells,
  listTrials,
  MOST_CELLS_LISTED,
  paramsOfCell,
  planFolds,
  type OptimisePlan,
} from '#backtest-engine';
import { BarkeepError, type Fault } from '#domain';

/** Bars that one optimisation may simulate over all of its trials and symbols. */
const MOST_BARS = 20_000_000_000;

type Params = Readonly<Record<string, number>>;

export interface CheckedPlan {
  /** Trials of each training window; 0 where there are faults. */
  trials: number;
  faults: Fault[];
}

/** Faults of constraints and of the size of a search whose ranges are sound. */
export function checkPlan(plan: OptimisePlan, fixed: Params): CheckedPlan {
  const sample = { ...fixed, ...paramsOfCell(plan.axes, 0) };
  const faults = plan.constraints.flatMap((text, index) => {
    const condition = compileTrialCondition(text, sample);
    if (condition.ok) return [];
    return condition.faults.map((fault) => ({ ...fault, path: `/constraints/${index}` }));
  });
  const cells = countCells(plan.axes);
  if (cells > Number.MAX_SAFE_INTEGER || (plan.method === 'grid' && cells > MOST_CELLS_LISTED)) {
    const message = `the ranges make ${cells} combinations, more than ${MOST_CELLS_LISTED}`;
    faults.push({
      path: '/params',
      code: 'E_BUDGET',
      message,
      hint: "widen the steps or use method 'random'",
    });
  }
  if (faults.length > 0) return { trials: 0, faults };
  try {
    return { trials: listTrials(plan, fixed).length, faults };
  } catch (error) {
    if (!(error instanceof BarkeepError)) throw error;
    return { trials: 0, faults: [faultOfSize(plan, error.message)] };
  }
}

function faultOfSize({ method, maxTrials, constraints }: OptimisePlan, message: string): Fault {
  const isTooLarge = method === 'grid' && message.includes(`more than ${maxTrials}`);
  if (isTooLarge) {
    return {
      path: '/max_trials',
      code: 'E_BUDGET',
      message,
      hint: "raise it, widen the steps or use method 'random'",
    };
  }
  return { path: constraints.length > 0 ? '/constraints' : '/params', code: 'E_CONFLICT', message };
}

/** Whether the stored bars are enough for the folds, and few enough for so many trials; by symbol. */
export function faultsOfBars(plan: OptimisePlan, trials: number, bars: readonly number[]): Fault[] {
  const all = bars.reduce((sum, count) => sum + count, 0);
  // Bars of several symbols may lie at different times, so their sum is the most that the timeline can have.
  if (plan.walkForward && planFolds(all, plan.walkForward) === undefined) {
    const message = `${all} bars are too few for ${plan.walkForward.folds} folds`;
    return [{ path: '/walk_forward', code: 'E_DATA', message, hint: 'use fewer folds or a longer range' }];
  }
  const simulated = all * trials * (plan.walkForward?.folds ?? 1);
  if (simulated <= MOST_BARS) return [];
  const message = `${trials} trials over ${all} bars are too many`;
  return [{ path: '/max_trials', code: 'E_BUDGET', message }];
}
