/** Why a slot is not run. The last three are known only when its time has come. */
export const SKIP_REASONS = [
  'holiday',
  'early_close',
  'late_open',
  'market_closed',
  'clock_change',
  'paused',
  'overlap',
  'misfire',
  'rescheduled',
] as const;

export interface Suppression {
  reason: (typeof SKIP_REASONS)[number];
  /** In words, such as the name of the holiday. */
  detail: string | null;
}

/** A planned instant that is not run, and why. */
export interface SuppressedSlot extends Suppression {
  slot: number;
}
