import type { BacktestRequest, ThreadResult } from '#backtest-engine';
import type { StoredBacktest } from '#database';
import type { CodedTable } from '#domain';
import type { TaskEnding, TaskSummary } from '#jobs';

export interface RunTimes {
  startedAt: number;
  finishedAt: number;
}

/** The run as it is kept. */
export function toStoredBacktest(
  result: ThreadResult,
  request: BacktestRequest,
  times: RunTimes,
): StoredBacktest<CodedTable> {
  const { outcome, elapsedMs } = result;
  const { metrics, equity, trades, openTrades, orders } = outcome;
  return {
    ...{ strategy: result.strategy, request, metrics, equity, trades, openTrades, orders, ...times },
    engineVersion: result.engineVersion,
    strategyHash: result.strategyHash,
    dataDigest: result.dataDigest,
    resultDigest: result.resultDigest,
    durationMs: times.finishedAt - times.startedAt,
    barsPerSecond: elapsedMs > 0 ? (outcome.barsDone / elapsedMs) * 1_000 : 0,
    warmupBars: outcome.warmupBars,
    barsTotal: outcome.barsTotal,
    warnings: result.warnings,
    ambiguity: outcome.ambiguity,
    canary: outcome.canary,
    breakEven: outcome.breakEven,
    corporateActions: outcome.corporateActions,
    partial: outcome.state === 'cancelled',
  };
}

/** The headline of a run: what travels with the task. */
export function toSummary({ outcome, resultDigest }: ThreadResult): TaskSummary {
  return {
    metrics: outcome.metrics,
    bars_done: outcome.barsDone,
    bars_total: outcome.barsTotal,
    result_digest: resultDigest,
  };
}

/** How the task ends with that result: a cancelled run whose part is kept is still cancelled. */
export function toRunEnding(result: ThreadResult, finishedAt: number): TaskEnding {
  const summary = toSummary(result);
  if (result.outcome.state === 'completed') {
    return { status: 'completed', outcome: 'ok', error: null, summary, finishedAt };
  }
  const error = { code: 'TASK_CANCELLED', message: 'The task was cancelled' } as const;
  return { status: 'cancelled', outcome: 'partial', error, summary, finishedAt };
}
