import { explainBar } from '../explain/explain-bar.js';
import { toFailure } from './failure.js';
import { digestOfInput, openRun } from './open-run.js';
import type { ThreadExplanation, ThreadQuestion } from './thread-question.js';

/** Explains a bar, unless the data are others than those of the run; what goes wrong is part of the answer. */
export function executeExplain(question: ThreadQuestion): ThreadExplanation {
  try {
    const { input } = openRun(question);
    const isSame = digestOfInput(input) === question.dataDigest;
    return { ok: true, result: isSame ? explainBar(input, question.symbol, question.at) : null };
  } catch (error) {
    return toFailure(error);
  }
}
