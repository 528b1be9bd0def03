import type { Schemas } from '../api/client.js';
import { toRunBody, type RunDraft, type StrategyDocument } from '../run-form/run-draft.js';

export type SearchBody = Schemas['RunOptimisation'];
export type Method = NonNullable<SearchBody['method']>;

export interface Axis {
  min: number;
  max: number;
  step: number;
}

/** What a search has beyond a run. */
export interface SearchPlan {
  method: Method;
  objective: NonNullable<SearchBody['objective']>;
  /** Those that are searched; the others keep their value. */
  axes: Record<string, Axis>;
  constraints: string[];
  maxTrials: number;
  folds: number;
  mode: 'rolling' | 'anchored';
  trainShare: number;
}

export const NEW_PLAN: SearchPlan = {
  method: 'grid',
  objective: 'sharpe_ratio',
  axes: {},
  constraints: [],
  maxTrials: 2_000,
  folds: 5,
  mode: 'rolling',
  trainShare: 0.75,
};

interface Parameter extends Partial<Axis> {
  value: number;
}

/** The parameters of a document, each with a range: its own, or one around its value. */
export function axesOf({ params }: StrategyDocument): Record<string, Axis> {
  return Object.fromEntries(
    Object.entries((params ?? {}) as Record<string, Parameter>).map(([name, { value, min, max, step }]) => {
      const reach = Math.max(1, Math.round(Math.abs(value) / 2));
      const axis = { min: min ?? value - reach, max: max ?? value + reach };
      return [name, { ...axis, step: step ?? Math.max(1, Math.round((axis.max - axis.min) / 8)) }];
    }),
  );
}

/** Values on an axis; none while it is not a range. */
export function countValues({ min, max, step }: Axis): number {
  return step > 0 && max >= min ? Math.floor((max - min) / step + 1e-9) + 1 : 0;
}

/** Points of the grid before constraints take some away. */
export function countTrials(axes: Readonly<Record<string, Axis>>): number {
  return Object.values(axes).reduce((product, axis) => product * countValues(axis), 1);
}

export function toSearchBody(draft: RunDraft, plan: SearchPlan, document: StrategyDocument): SearchBody {
  return {
    ...toRunBody({ ...draft, params: {} }, document),
    params: plan.axes,
    method: plan.method,
    objective: plan.objective,
    constraints: plan.constraints,
    max_trials: plan.maxTrials,
    ...(plan.method === 'walk_forward'
      ? { walk_forward: { folds: plan.folds, mode: plan.mode, train_share: plan.trainShare } }
      : {}),
  };
}
