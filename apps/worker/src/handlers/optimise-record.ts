import type { AssembledSearch, SearchSpace } from '#backtest-engine';
import type { StoredOptimisation } from '#database';
import type { TaskEnding, TaskSummary } from '#jobs';

export interface OptimiseTimes {
  startedAt: number;
  finishedAt: number;
}

/** The optimisation as it is kept; `trialsPlanned` were wanted. */
export function toStoredOptimisation(
  space: SearchSpace,
  { outcome, strategyHash, engineVersion, dataDigest }: AssembledSearch,
  trialsPlanned: number,
  { startedAt, finishedAt }: OptimiseTimes,
): StoredOptimisation {
  const { findings } = outcome;
  return {
    ...{ strategy: space.strategy, request: space.request, plan: space.plan, fixed: { ...space.fixed } },
    ...{ engineVersion, strategyHash, dataDigest, startedAt, finishedAt, trialsPlanned },
    durationMs: finishedAt - startedAt,
    trialsDone: outcome.trialsDone,
    trialsRefused: outcome.trialsRefused,
    objective: space.plan.objective,
    bestObjective: findings?.objective ?? null,
    deflatedSharpe: findings?.evidence.deflated ?? null,
    overfitting: findings?.overfitting?.probability ?? null,
    findings,
    bestMetrics: outcome.bestMetrics && { ...outcome.bestMetrics },
    walkForward: outcome.walkForward,
    trials: outcome.trials,
    equity: outcome.equity,
    partial: outcome.trialsDone < trialsPlanned,
  };
}

/** What travels with the task. */
function toSummary({
  objective,
  findings,
  trialsDone,
  trialsPlanned,
  ...stored
}: StoredOptimisation): TaskSummary {
  const { params = null } = (findings ?? {}) as { params?: object };
  return {
    objective,
    best: findings && { params, objective: stored.bestObjective },
    trials_done: trialsDone,
    trials_planned: trialsPlanned,
    deflated_sharpe: stored.deflatedSharpe,
    overfitting: stored.overfitting,
  };
}

/** How the task ends with that result: a cancelled one whose part is kept is still cancelled. */
export function toOptimiseEnding(stored: StoredOptimisation): TaskEnding {
  const { finishedAt } = stored;
  const summary = toSummary(stored);
  if (!stored.partial) return { status: 'completed', outcome: 'ok', error: null, summary, finishedAt };
  const error = { code: 'TASK_CANCELLED', message: 'The task was cancelled' } as const;
  return { status: 'cancelled', outcome: 'partial', error, summary, finishedAt };
}
