import {
  findBest,
  numbersOf,
  objectiveSign,
  PARAM_PREFIX,
  type OptimisePlan,
  type SearchSpace,
} from '#backtest-engine';
import { BarkeepError, type ColumnTable } from '#domain';
import type { OptimiseRangeRepository, TrialRange } from '#database';
import type { BestSoFar } from '#jobs';
import type { EnginePool } from '../engine/engine-pool.js';
import type { RunSeries } from './load-run-series.js';

/** A worker that is lost frees its range after so long. */
export const LEASE_MS = 20_000;
const RENEW_MS = 2_000;

export interface RangeWork {
  ranges: Pick<OptimiseRangeRepository, 'finish' | 'release' | 'renew'>;
  engine: Pick<EnginePool, 'search'>;
  runId: string;
  /** Who has claimed the range. */
  owner: string;
  space: SearchSpace;
  data: RunSeries;
  signal: AbortSignal;
  onProgress(trialsDone: number): void;
}

/**
 * Runs the trials of a claimed range in a thread and stores them. When it is told to stop, it throws the reason after
 * handing the trials that were done to `onPart`; the claim is given up unless the optimisation is cancelled.
 */
export async function sweepRange(
  work: RangeWork,
  range: TrialRange,
  onPart: (trials: ColumnTable) => void = () => undefined,
): Promise<ColumnTable> {
  const { ranges, engine, runId, owner, space, data, signal } = work;
  let done = 0;
  const pulse = setInterval(() => {
    // A store that is away must not end the run; the claim may run out meanwhile, which costs only time.
    ranges.renew(runId, range.chunk, owner, LEASE_MS, done).catch(() => undefined);
  }, RENEW_MS);
  try {
    const result = await engine.search(
      { ...space, ...data, work: { kind: 'sweep', from: range.from, to: range.to } },
      {
        signal,
        wantsPart: () => isCancelled(signal),
        onProgress: (trialsDone) => {
          done = trialsDone;
          work.onProgress(trialsDone);
        },
      },
    );
    if (result.kind !== 'sweep') throw new TypeError('the engine answered another question');
    const { trials } = result;
    if (signal.aborted) {
      onPart(trials);
      throw signal.reason;
    }
    await ranges.finish(runId, range.chunk, trials, bestOf(trials, space.plan));
    return trials;
  } catch (error) {
    // Of a cancelled optimisation nobody should begin with the range again.
    if (!isCancelled(signal)) await ranges.release(runId, range.chunk, owner).catch(() => undefined);
    throw error;
  } finally {
    clearInterval(pulse);
  }
}

export function isCancelled(signal: AbortSignal): boolean {
  const reason: unknown = signal.reason;
  return reason instanceof BarkeepError && reason.code === 'TASK_CANCELLED';
}

/** The best trial of a table; null when none has a value. */
export function bestOf(trials: ColumnTable, { objective, axes }: OptimisePlan): BestSoFar | null {
  const values = numbersOf(trials, 'objective');
  const row = findBest(values, objectiveSign(objective));
  if (row < 0) return null;
  const params = axes.map(({ name }) => [name, numbersOf(trials, PARAM_PREFIX + name)[row]] as const);
  return { params: Object.fromEntries(params), objective: values[row] };
}
