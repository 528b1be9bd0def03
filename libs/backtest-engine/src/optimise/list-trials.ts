import { BarkeepError } from '#domain';
import { drawCells, listCells } from './choose-trials.js';
import type { OptimisePlan } from './optimise-plan.js';
import { createRandom } from './seeded-random.js';
import { compileTrialCondition } from './trial-condition.js';
import { countCells, paramsOfCell } from './trial-space.js';

/**
 * The cells that a plan tries, rising. A walk-forward analysis takes the whole grid when it is small enough, else draws.
 * Throws BarkeepError STRATEGY_FAILED when no cell fulfils the constraints, or more than `maxTrials` of a grid do.
 */
export function listTrials(plan: OptimisePlan, fixed: Readonly<Record<string, number>>): number[] {
  const { axes, maxTrials, method } = plan;
  const sample = { ...fixed, ...paramsOfCell(axes, 0) };
  const conditions = plan.constraints.map((text) => {
    const condition = compileTrialCondition(text, sample);
    if (!condition.ok)
      throw new BarkeepError('STRATEGY_FAILED', `The constraint '${text}' has faults.`, condition);
    return condition;
  });
  const isMet = (params: Readonly<Record<string, number>>): boolean =>
    conditions.every((condition) => condition.isMet({ ...fixed, ...params }));
  const isDrawn = method === 'random' || (method === 'walk_forward' && countCells(axes) > maxTrials);
  const cells = isDrawn ? drawCells(axes, isMet, maxTrials, createRandom(plan.seed)) : listCells(axes, isMet);
  if (cells.length === 0)
    throw new BarkeepError('STRATEGY_FAILED', 'No set of parameters fulfils the constraints.');
  if (cells.length > maxTrials)
    throw new BarkeepError('STRATEGY_FAILED', `The grid has ${cells.length} trials, more than ${maxTrials}.`);
  return cells;
}
