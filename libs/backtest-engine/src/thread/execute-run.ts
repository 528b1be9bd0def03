import { computeResultDigest } from '../digest.js';
import { ENGINE_VERSION } from '../engine-version.js';
import { runCheckedBacktest } from '../run-checked-backtest.js';
import { toFailure } from './failure.js';
import { digestOfInput, openRun, sha256 } from './open-run.js';
import { createThreadHooks } from './partial-poster.js';
import { RunControl } from './run-control.js';
import type { ThreadAnswer, ThreadResult, ThreadRun } from './thread-run.js';

function execute(run: ThreadRun): ThreadResult {
  const { partials } = run;
  const { input, warnings } = openRun(run);
  const { strategy, request } = input;
  const post = partials && ((partial: object): void => partials.postMessage(partial));
  const hooks = createThreadHooks(new RunControl(run.control), post, () => performance.now());
  const startedAt = performance.now();
  let elapsedMs = 0;
  hooks.onSimulated = () => (elapsedMs = performance.now() - startedAt);
  const outcome = runCheckedBacktest(input, hooks);
  const dataDigest = run.dataDigest ?? digestOfInput(input);
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
    return toFailure(error);
  } finally {
    run.partials?.close();
  }
}
