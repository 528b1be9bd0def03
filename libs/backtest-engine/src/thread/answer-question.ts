import type { ExplainInput } from '../explain/explanation.js';
import { toFailure } from './failure.js';
import { digestOfInput, openRun } from './open-run.js';
import type { ThreadQuestion, ThreadReply } from './thread-question.js';

/** Looks into a kept run, unless the data are others than those of the run; what goes wrong is part of the answer. */
export function answerQuestion<Question, Result>(
  question: ThreadQuestion<Question>,
  answer: (input: ExplainInput, question: Question) => Result,
): ThreadReply<Result> {
  try {
    const { input } = openRun(question);
    const isSame = digestOfInput(input) === question.dataDigest;
    return { ok: true, result: isSame ? answer(input, question) : null };
  } catch (error) {
    return toFailure(error);
  }
}
