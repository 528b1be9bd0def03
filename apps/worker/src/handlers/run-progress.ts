import { NO_PROGRESS, type BestSoFar, type TaskProgress } from '#jobs';

/** Percent that simulating may reach; the rest belongs to what follows it. */
const SIMULATED = 98;

/** How far a run is, with its pace: `elapsedMs` ago it had done `barsBefore`. */
export function toSimulating(
  barsDone: number,
  barsTotal: number,
  elapsedMs: number,
  barsBefore = 0,
): TaskProgress {
  const pace = elapsedMs > 0 && barsDone > barsBefore ? ((barsDone - barsBefore) / elapsedMs) * 1_000 : null;
  return {
    percent: Math.floor((barsDone / barsTotal) * SIMULATED),
    message: `Processing bar ${barsDone}/${barsTotal}`,
    stage: 'simulating',
    barsDone,
    barsTotal,
    barsPerSecond: pace,
    etaSeconds: pace === null ? null : (barsTotal - barsDone) / pace,
  };
}

/** How far a search is. */
export interface Tried {
  done: number;
  total: number;
  barsPerTrial: number;
  best?: BestSoFar;
}

/** How far a search is; its bars are those of all trials. */
export function toTrying({ done, total, barsPerTrial, best }: Tried, elapsedMs: number): TaskProgress {
  const progress = toSimulating(done * barsPerTrial, total * barsPerTrial, elapsedMs);
  return { ...progress, message: `Trial ${done}/${total}`, ...(best ? { best } : {}) };
}

/** Before simulating. */
export const LOADING: TaskProgress = { ...NO_PROGRESS, message: 'Loading bars', stage: 'loading' };

/** The thread works out whole columns before it walks over the bars. */
export const COMPUTING: TaskProgress = { ...NO_PROGRESS, message: 'Computing indicators', stage: 'loading' };

/** After simulating, which took `elapsedMs`; not all bars when it was cancelled. */
export function toSaving(barsDone: number, barsTotal: number, elapsedMs: number): TaskProgress {
  const progress = toSimulating(barsDone, barsTotal, elapsedMs);
  return { ...progress, message: 'Saving the result', stage: 'saving' };
}
