import type { BacktestRequest, ThreadResult } from '#backtest-engine';
import { BarkeepError } from '#domain';
import type { BacktestResultRepository, RunCheckpointRepository, TrialLedgerRepository } from '#database';
import type { Handler, HandlerResult, JobContext } from '#jobs';
import type { EnginePool } from '../engine/engine-pool.js';
import type { RunCheckpoints } from '../engine/checkpoint-keeper.js';
import { observeBacktest } from '../observe-run.js';
import { loadRunSeries, type RunData } from './load-run-series.js';
import { toRunTrials } from './record-trials.js';
import { COMPUTING, LOADING, toComputing, toSaving, toSimulating } from './run-progress.js';
import { toRunEnding, toStoredBacktest } from './run-record.js';

type Context = JobContext<'backtest_run'>;

/** How long runs are kept, to be gone on with where a worker is lost. */
export interface CheckpointPolicy {
  store: Pick<RunCheckpointRepository, 'load' | 'save' | 'remove'>;
  everyMs: number;
}

/** Loads the data, simulates in a thread, puts it on record as a trial, stores the result and ends the task in one transaction. */
export function createBacktestRunHandler(
  data: RunData,
  engine: Pick<EnginePool, 'run'>,
  results: Pick<BacktestResultRepository, 'save'>,
  ledger: Pick<TrialLedgerRepository, 'recordRun'>,
  policy: CheckpointPolicy,
): Handler<'backtest_run'> {
  return async (context) => {
    const startedAt = Date.now();
    const { strategy } = context.payload;
    const request = context.payload.request as unknown as BacktestRequest;
    context.report(LOADING);
    const loaded = await loadRunSeries(data, strategy, request);
    context.signal.throwIfAborted();
    context.report(COMPUTING);
    const checkpoints = await findCheckpoints(context, policy);
    const run = { strategy, request, ...loaded };
    const { result, percentBefore } = await simulate(context, engine, run, checkpoints).catch(
      async (error) => {
        // The thread may have stumbled over what it went on from.
        if (error instanceof BarkeepError && error.code === 'ENGINE_CRASHED')
          await policy.store.remove(context.taskId);
        throw error;
      },
    );
    const { state, barsDone, barsTotal } = result.outcome;
    if (state === 'cancelled') refuseUnlessKept(context, barsDone);
    context.report(toSaving(barsDone, barsTotal, result.elapsedMs, percentBefore));
    const { shapeHash, trials } = toRunTrials(result, request);
    for (const trial of trials) await ledger.recordRun(context.taskId, shapeHash, trial);
    return save(context, results, result, request, startedAt);
  };
}

/** The first run of a task has none to look for. */
async function findCheckpoints(
  { taskId, fence, signal }: Context,
  { store, everyMs }: CheckpointPolicy,
): Promise<RunCheckpoints> {
  return {
    found: fence > 1 ? await store.load(taskId) : [],
    everyMs,
    save: (number, bytes) => store.save(taskId, fence, number, bytes),
    // Any other reason ends the task, or a newer run has it.
    isWantedAtEnd: () => signal.aborted && !(signal.reason instanceof BarkeepError),
  };
}

async function simulate(
  context: Context,
  engine: Pick<EnginePool, 'run'>,
  run: Parameters<EnginePool['run']>[0],
  checkpoints: RunCheckpoints,
): Promise<{ result: ThreadResult; percentBefore: number }> {
  let begun: { at: number; bars: number } | undefined;
  let percentBefore = 0;
  const result = await engine.run(run, {
    signal: context.signal,
    wantsPart: () => context.keepPartial,
    onIndicator: (indicator, indicators) => {
      const progress = toComputing(indicator, indicators);
      percentBefore = progress.percent;
      context.report(progress);
    },
    onProgress: (barsDone, barsTotal) => {
      begun ??= { at: performance.now(), bars: barsDone };
      context.report(
        toSimulating(barsDone, barsTotal, performance.now() - begun.at, begun.bars, percentBefore),
      );
    },
    onPartial: (partial) => context.partial(partial),
    checkpoints,
  });
  return { result, percentBefore };
}

/**
 * Only a run that somebody cancelled with the wish to keep its part is stored unfinished. One that was cancelled
 * before its first bar was done has no part: it is cancelled and nothing is stored.
 */
function refuseUnlessKept({ signal, keepPartial }: Context, barsDone: number): void {
  const reason: unknown = signal.reason;
  const isCancelled = reason instanceof BarkeepError && reason.code === 'TASK_CANCELLED';
  if (!isCancelled || !keepPartial || barsDone === 0) throw reason;
}

async function save(
  context: Context,
  results: Pick<BacktestResultRepository, 'save'>,
  result: ThreadResult,
  request: BacktestRequest,
  startedAt: number,
): Promise<HandlerResult> {
  const finishedAt = Date.now();
  const written = toRunEnding(result, finishedAt);
  const stored = toStoredBacktest(result, request, { startedAt, finishedAt });
  if (!(await results.save(context.taskId, context.fence, stored, written))) {
    throw new BarkeepError('RUN_FENCED', 'A newer run of the task has taken over');
  }
  if (!stored.partial) observeBacktest(stored.barsPerSecond);
  return { outcome: written.outcome ?? 'ok', summary: written.summary ?? {}, written };
}
