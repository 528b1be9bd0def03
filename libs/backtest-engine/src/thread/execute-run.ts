import { createHash } from 'node:crypto';
import { BarkeepError, createBarSeries, type BarSeries, type Fault } from '#domain';
import { compileStrategy, type CompiledStrategy } from '#strategy';
import { computeDataDigest, computeResultDigest } from '../digest.js';
import { ENGINE_VERSION } from '../engine-version.js';
import { runCheckedBacktest } from '../run-checked-backtest.js';
import { createThreadHooks } from './partial-poster.js';
import { RunControl } from './run-control.js';
import type { SharedSeries, ThreadAnswer, ThreadResult, ThreadRun } from './thread-run.js';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function toSeries(shared: SharedSeries): BarSeries {
  return createBarSeries(shared, shared.length, shared.buffer);
}

function compile({ strategy, request }: ThreadRun): { strategy: CompiledStrategy; warnings: Fault[] } {
  const warmup = request.execution.preset === 'backtesting_py' ? 'first_defined' : 'converged';
  const outcome = compileStrategy(strategy, { warmup });
  if (!outcome.ok) {
    throw new BarkeepError('STRATEGY_INVALID', 'The strategy has faults', { faults: outcome.errors });
  }
  return {
    strategy: outcome.strategy,
    warnings: outcome.warnings.map((fault) => ({ ...fault, path: `/strategy${fault.path}` })),
  };
}

function execute(run: ThreadRun): ThreadResult {
  const { request, partials, known, actions } = run;
  const { strategy, warnings } = compile(run);
  const series = run.series.map(toSeries);
  const benchmark = run.benchmark && toSeries(run.benchmark);
  const finer = run.finer?.map(toSeries) ?? [];
  const post = partials && ((partial: object): void => partials.postMessage(partial));
  const hooks = createThreadHooks(new RunControl(run.control), post, () => performance.now());
  const startedAt = performance.now();
  let elapsedMs = 0;
  hooks.onSimulated = () => (elapsedMs = performance.now() - startedAt);
  const outcome = runCheckedBacktest({ series, known, actions, finer, strategy, request, benchmark }, hooks);
  const dataDigest =
    run.dataDigest ??
    computeDataDigest([...series, ...(benchmark ? [benchmark] : []), ...finer], sha256, known, actions);
  const { initialCapital, costs, execution, seed } = request;
  const { strategyHash, canonical } = strategy;
  const parts = { strategyHash, engineVersion: ENGINE_VERSION, dataDigest, outcome };
  return {
    outcome,
    ...{ strategy: canonical, strategyHash, engineVersion: ENGINE_VERSION, dataDigest, elapsedMs },
    resultDigest: computeResultDigest(
      { ...parts, settings: { initialCapital, costs, execution, seed } },
      sha256,
    ),
    warnings: [...warnings, ...outcome.warnings],
  };
}

/** Does the run; what goes wrong is part of the answer. */
export function executeRun(run: ThreadRun): ThreadAnswer {
  try {
    return { ok: true, result: execute(run) };
  } catch (error) {
    if (error instanceof BarkeepError) {
      return { ok: false, code: error.code, message: error.message, faults: error.faults };
    }
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { ok: false, code: null, message, faults: [], stack };
  } finally {
    run.partials?.close();
  }
}
