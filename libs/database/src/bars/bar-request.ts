import type { Adjustment, Timeframe } from '#domain';

/** Which bars are wanted. Instants are UTC milliseconds. */
export interface BarRequest {
  symbol: string;
  timeframe: Timeframe;
  /** The first open time that counts. */
  start?: number;
  /** The first open time that no longer counts. */
  end?: number;
  /** Reads what was known at that instant; what is known now when absent. */
  asOf?: number;
  adjust: Adjustment;
}
