import { NO_PROGRESS, type BestSoFar, type TaskProgress } from '#jobs';

/** Percent that simulating may reach; the rest belongs to what follows it. */
const SIMULATED = 98;
/** Percent that computing indicators may reach in a run where they take long enough to be seen. */
const COMPUTED = 5;

/**
 * How far a run is, with its pace: `elapsedMs` ago it had done `barsBefore`; `percentBefore` is what was reached
 * before its first bar.
 */
export function toSimulating(
  barsDone: number,
  barsTotal: number,
  elapsedMs: number,
  barsBefore = 0,
  percentBefore = 0,
): TaskProgress {
  const pace = elapsedMs > 0 && barsDone > barsBefore ? ((barsDone - barsBefore) / elapsedMs) * 1_000 : null;
  return {
    percent: percentBefore + Math.floor((barsDone / barsTotal) * (SIMULATED - percentBefore)),
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
export const COMPUTING: TaskProgress = {
  ...NO_PROGRESS,
  message: 'Computing indicators',
  stage: 'computing',
};

/** The same while it goes on: the indicator that is computed, from 1 on. */
export function toComputing(indicator: number, indicators: number): TaskProgress {
  const percent = Math.floor(((indicator - 1) / indicators) * COMPUTED);
  return { ...COMPUTING, percent, message: `Computing indicator ${indicator}/${indicators}` };
}

/** After simulating, which took `elapsedMs`; not all bars when it was cancelled. */
export function toSaving(
  barsDone: number,
  barsTotal: number,
  elapsedMs: number,
  percentBefore = 0,
): TaskProgress {
  const progress = toSimulating(barsDone, barsTotal, elapsedMs, 0, percentBefore);
  return { ...progress, message: 'Saving the result', stage: 'saving' };
}
