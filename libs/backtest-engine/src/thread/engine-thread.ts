import { getHeapStatistics } from 'node:v8';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { executeExplain } from './execute-explain.js';
import { executeRun } from './execute-run.js';
import { executeSearch } from './execute-search.js';
import type { ThreadExplanation, ThreadQuestion } from './thread-question.js';
import type { ThreadSearch, ThreadSearchAnswer } from './thread-search.js';
import type { ThreadRun } from './thread-run.js';
import { RunControl } from './run-control.js';
import { listTransfers } from './transfer-list.js';

/** The entry of an engine thread: one call is one run. Columns of the result change hands without being copied. */
export default function engineThread(run: ThreadRun): unknown {
  const answer = executeRun(run);
  reportMemory(run);
  if (!answer.ok) return answer;
  return move({
    [transferableSymbol]: listTransfers(answer.result.outcome),
    [valueSymbol]: answer,
  });
}

/** A part of an optimisation; its tables are small enough to be copied. */
export function search(part: ThreadSearch): ThreadSearchAnswer {
  const answer = executeSearch(part);
  reportMemory(part);
  return answer;
}

/** A question about a bar of a kept run. */
export function explain(question: ThreadQuestion): ThreadExplanation {
  return executeExplain(question);
}

/** Told by a thread that is up. */
export function ready(): void {
  // Nothing: to have answered is the answer.
}

/** Its heap, and the columns outside of it that it keeps for later runs. */
function reportMemory({ control }: Pick<ThreadRun, 'control'>): void {
  const { used_heap_size: heap, external_memory: columns } = getHeapStatistics();
  new RunControl(control).reportMemory(heap + columns);
}
