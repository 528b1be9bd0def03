import type { TaskProgress } from '#jobs';

/** Percent that simulating may reach; the rest belongs to what follows it. */
const SIMULATED = 98;

/** How far a run is, with its pace since it began to simulate. `elapsedMs` counts from there. */
export function toSimulating(barsDone: number, barsTotal: number, elapsedMs: number): TaskProgress {
  const pace = elapsedMs > 0 && barsDone > 0 ? (barsDone / elapsedMs) * 1_000 : null;
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

/** Before and after simulating. */
export function toStage(stage: 'loading' | 'saving', message: string, barsTotal: number): TaskProgress {
  const isDone = stage === 'saving';
  return {
    percent: isDone ? SIMULATED : 0,
    message,
    stage,
    barsDone: isDone ? barsTotal : 0,
    barsTotal,
    barsPerSecond: null,
    etaSeconds: isDone ? 0 : null,
  };
}
