import type { OptimisePlan } from '#backtest-engine';
import type { PayloadOf } from '#jobs';
import { toRunBody } from '../backtest/run-request.js';
import { toSnakeCase } from '../backtest/snake-case.js';

/** The body that a queued search stands for, with what was left out of it; checked, it gives the same search. */
export function toSearchBody({ plan, fixed, ...run }: PayloadOf<'optimise_run'>): Record<string, unknown> {
  const { axes = [], maxTrials, walkForward, ...search } = plan as Partial<OptimisePlan>;
  const ranges = axes.map(({ name, values }) => [name, values] as const);
  return {
    ...toRunBody(run),
    ...search,
    params: { ...fixed, ...Object.fromEntries(ranges) },
    max_trials: maxTrials,
    ...(walkForward ? { walk_forward: toSnakeCase(walkForward) } : {}),
  };
}
