import { createHash } from 'node:crypto';
import { createBarSeries, type BarSeries } from '#domain';
import { compileStrategy } from '#strategy';
import { computeDataDigest } from '../digest.js';
import { ENGINE_VERSION } from '../engine-version.js';
import { assembleOptimisation } from '../optimise/assemble-optimisation.js';
import { sweepTrials, type Sweep } from '../optimise/sweep-trials.js';
import { paramsOfCell } from '../optimise/trial-space.js';
import { toFailure } from './failure.js';
import { RunControl } from './run-control.js';
import type { SharedSeries } from './thread-run.js';
import type { SearchResult, ThreadSearch, ThreadSearchAnswer } from './thread-search.js';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function toSeries(shared: SharedSeries): BarSeries {
  return createBarSeries(shared, shared.length, shared.buffer);
}

function hashStrategy({ strategy, plan, fixed }: ThreadSearch): string {
  const outcome = compileStrategy(strategy, { params: { ...fixed, ...paramsOfCell(plan.axes, 0) } });
  // The shape is what the trials have in common; a document whose first values are refused has none.
  return outcome.ok ? outcome.strategy.shapeHash : '';
}

function execute(search: ThreadSearch): SearchResult {
  const { strategy, request, plan, fixed, work, known, actions } = search;
  const series = search.series.map(toSeries);
  const benchmark = search.benchmark && toSeries(search.benchmark);
  const finer = search.finer?.map(toSeries) ?? [];
  const sweep: Sweep = { strategy, request, plan, fixed, series, known, actions, finer, benchmark };
  if (work.kind === 'sweep') {
    const control = new RunControl(search.control);
    const hooks = {
      isCancelled: () => control.isCancelled,
      onProgress: (done: number, total: number) => control.report(done, total),
    };
    return { kind: 'sweep', trials: sweepTrials(sweep, work, hooks) };
  }
  const outcome = assembleOptimisation(sweep, work.ranges, work.spread);
  const dataDigest = computeDataDigest(
    [...series, ...(benchmark ? [benchmark] : []), ...finer],
    sha256,
    known,
    actions,
  );
  const assembled = {
    outcome,
    strategyHash: hashStrategy(search),
    engineVersion: ENGINE_VERSION,
    dataDigest,
  };
  return { kind: 'assemble', assembled };
}

/** Does the part of an optimisation; what goes wrong is part of the answer. */
export function executeSearch(search: ThreadSearch): ThreadSearchAnswer {
  try {
    return { ok: true, result: execute(search) };
  } catch (error) {
    return toFailure(error);
  }
}
