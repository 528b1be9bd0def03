import type { Explanation } from '../explain/explanation.js';
import type { IndicatorLine, IndicatorWindow } from '../explain/read-indicators.js';
import type { ThreadData, ThreadFailure } from './thread-run.js';

/** A question about a kept run, with what it read. */
export type ThreadQuestion<Question> = ThreadData &
  Question & {
    /** That of the data that the run read. */
    dataDigest: string;
  };

/** Why a kept run did what it did at the bar of a symbol that was open at an instant (UTC ms). */
export interface BarQuestion {
  symbol: string;
  at: number;
}

/** Null where the data are others now. */
export type ThreadReply<Result> = { ok: true; result: Result | null } | ThreadFailure;

/** The questions that a thread answers, by the name of the call. */
export interface ThreadQuestions {
  explain: { question: BarQuestion; result: Explanation };
  indicators: { question: IndicatorWindow; result: readonly IndicatorLine[] };
}
