import type { BacktestRequest, OptimisePlan, SearchSpace } from '#backtest-engine';
import { isFinal } from '#domain';
import type { OptimiseRangeRepository } from '#database';
import type { Handler, OptimiseRunPayload, RunHistory } from '#jobs';
import type { EnginePool } from '../engine/engine-pool.js';
import { loadRunSeries, type RunData } from './load-run-series.js';
import { COMPUTING, LOADING, toTrying } from './run-progress.js';
import { LEASE_MS, sweepRange } from './sweep-range.js';

/** The part of an optimisation's payload that its trials read. */
export function toSearchSpace({ strategy, request, plan, fixed }: OptimiseRunPayload): SearchSpace {
  return {
    strategy,
    request: request as unknown as BacktestRequest,
    plan: plan as unknown as OptimisePlan,
    fixed,
  };
}

/** Runs one range of an optimisation, unless another worker has it or it is no longer wanted. */
export function createOptimiseTrialsHandler(
  history: Pick<RunHistory, 'find'>,
  runData: RunData,
  engine: Pick<EnginePool, 'search'>,
  ranges: Pick<OptimiseRangeRepository, 'claim' | 'finish' | 'release' | 'renew'>,
): Handler<'optimise_trials'> {
  return async (context) => {
    const { run_id: runId, chunk } = context.payload;
    context.report(LOADING);
    const run = await history.find(runId);
    if (!run || isFinal(run.status) || run.cancelRequested) return skipped('The optimisation has ended');
    const owner = context.taskId;
    const range = await ranges.claim(runId, owner, LEASE_MS, chunk);
    if (!range) return skipped('Another worker has these trials');
    const space = toSearchSpace(run.payload as OptimiseRunPayload);
    const data = await loadRunSeries(runData, space.strategy, space.request).catch(async (error) => {
      await ranges.release(runId, chunk, owner);
      throw error;
    });
    context.report(COMPUTING);
    const total = range.to - range.from;
    const barsPerTrial = data.series[0].length;
    const startedAt = performance.now();
    const trials = await sweepRange(
      {
        ...{ ranges, engine, runId, owner, space, data, signal: context.signal },
        onProgress: (done) =>
          context.report(toTrying({ done, total, barsPerTrial }, performance.now() - startedAt)),
      },
      range,
    );
    return { outcome: 'ok', summary: { run_id: runId, chunk, trials: trials.length } };
  };
}

function skipped(reason: string) {
  return { outcome: 'skipped' as const, summary: { reason } };
}
