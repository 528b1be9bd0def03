import { computeResultDigest } from '../digest.js';
import { ENGINE_VERSION } from '../engine-version.js';
import { runCheckedBacktest } from '../run-checked-backtest.js';
import { openCheckpoints } from './checkpoints.js';
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
  const control = new RunControl(run.control);
  const { initialCapital, costs, execution, seed } = request;
  const { strategyHash, canonical } = strategy;
  let { dataDigest } = run;
  const digest = (): string => (dataDigest ??= digestOfInput(input));
  const keyOf = (): string => {
    const parts = { engineVersion: ENGINE_VERSION, strategyHash, dataDigest: digest(), request };
    return sha256(Buffer.from(JSON.stringify(parts)));
  };
  const startedAt = performance.now();
  const elapsed = (): number => performance.now() - startedAt;
  const { trail, elapsedBefore } = openCheckpoints(run, control, keyOf, elapsed);
  const hooks = createThreadHooks(control, post, () => performance.now(), input.series.length);
  hooks.trail = trail;
  let elapsedMs = 0;
  hooks.onSimulated = () => (elapsedMs = elapsedBefore + elapsed());
  const outcome = runCheckedBacktest(input, hooks);
  const parts = { strategyHash, engineVersion: ENGINE_VERSION, dataDigest: digest(), outcome };
  return {
    outcome,
    ...{ strategy: canonical, strategyHash, engineVersion: ENGINE_VERSION, dataDigest: digest(), elapsedMs },
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
    run.checkpoints?.close();
  }
}
