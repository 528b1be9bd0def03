import type { Timeframe } from '#domain';

/** The bars that a run asks for; dates are those of its body. */
export interface WantedBars {
  timeframe: Timeframe;
  startDate: string | null;
  endDate: string | null;
  asOf: string | null;
  /** The warm-up that the body states. */
  warmupBars?: number;
}
