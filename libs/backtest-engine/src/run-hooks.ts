import type { PartialRun } from './partial-run.js';

/** How a run talks to whoever started it, without knowing them. */
export interface RunHooks {
  /** Bars between two looks at `isCancelled` and two calls of `onProgress`. */
  everyBars: number;
  isCancelled(): boolean;
  /** The outcome stands; what follows are its checks. */
  onSimulated?(): void;
  onProgress(barsDone: number, barsTotal: number): void;
  /** Asked for at the same moments; gives what is new since it was last asked. */
  onPartial?(partial: PartialRun): void;
}
