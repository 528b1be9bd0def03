import type { RunTrail } from './checkpoint/run-trail.js';
import type { PartialRun } from './partial-run.js';

/** How a run talks to whoever started it, without knowing them. */
export interface RunHooks {
  /** Bars until the next look at `isCancelled` and the next call of `onProgress`; asked each time. */
  readonly everyBars: number;
  /** Looked at while indicators are computed too. */
  isCancelled(): boolean;
  /** Before the first bar: the number of the indicator that is computed, from 1 on; again and again for a long one. */
  onIndicator?(indicator: number, indicators: number): void;
  /** The outcome stands; what follows are its checks. */
  onSimulated?(): void;
  onProgress(barsDone: number, barsTotal: number): void;
  /** Asked for at the same moments; gives what is new since it was last asked. */
  onPartial?(partial: PartialRun): void;
  /** Where the run is to be one that others can go on with, or goes on with what others began. */
  trail?: RunTrail;
}
