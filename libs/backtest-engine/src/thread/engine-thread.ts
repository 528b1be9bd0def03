import { getHeapStatistics } from 'node:v8';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { explainBar } from '../explain/explain-bar.js';
import { readIndicators } from '../explain/read-indicators.js';
import { answerQuestion } from './answer-question.js';
import { executeRun } from './execute-run.js';
import { executeSearch } from './execute-search.js';
import type { ThreadQuestion, ThreadQuestions, ThreadReply } from './thread-question.js';
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

type Asked<Name extends keyof ThreadQuestions> = ThreadQuestion<ThreadQuestions[Name]['question']>;
type Reply<Name extends keyof ThreadQuestions> = ThreadReply<ThreadQuestions[Name]['result']>;

/** A question about a bar of a kept run. */
export function explain(asked: Asked<'explain'>): Reply<'explain'> {
  return answerQuestion(asked, (input, { symbol, at }) => explainBar(input, symbol, at));
}

/** What the strategy of a kept run read, as lines. */
export function indicators(asked: Asked<'indicators'>): Reply<'indicators'> {
  return answerQuestion(asked, readIndicators);
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
