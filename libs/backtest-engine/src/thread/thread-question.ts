import type { Explanation } from '../explain/explanation.js';
import type { ThreadData, ThreadFailure } from './thread-run.js';

/** Why a kept run did what it did at the bar of a symbol that was open at an instant (UTC ms). */
export interface ThreadQuestion extends ThreadData {
  symbol: string;
  at: number;
  /** That of the data that the run read. */
  dataDigest: string;
}

/** Null where the data are others now. */
export type ThreadExplanation = { ok: true; result: Explanation | null } | ThreadFailure;
