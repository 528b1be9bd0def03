import { BarkeepError } from '#domain';
import type { RunHistory, TaskEnding, TaskLogger } from '#jobs';
import { toEnding } from './conclude-run.js';
import { persist, type Persistence } from './persist.js';
import { logFailure } from './run-log.js';

/**
 * The ending as it is on record then, or undefined when a newer run has the task. One that cannot be stored is a failure: the
 * task would be run again and again for it.
 */
export async function recordEnding(
  run: { taskId: string; fence: number; ending: TaskEnding },
  { history, persistence, logger }: RecordOptions,
): Promise<TaskEnding | undefined> {
  const { taskId, fence, ending } = run;
  const finish = async (one: TaskEnding): Promise<TaskEnding | undefined> =>
    (await persist(() => history.finish(taskId, fence, one), persistence)) ? one : undefined;
  try {
    return await finish(ending);
  } catch (error) {
    if (error instanceof BarkeepError && error.kind === 'unavailable') throw error;
    logFailure(logger(taskId), error);
    const failure = { code: 'INTERNAL', message: 'What came of it cannot be stored' } as const;
    return finish(toEnding(failure, ending.finishedAt));
  }
}

interface RecordOptions {
  history: Pick<RunHistory, 'finish'>;
  persistence: Persistence;
  logger: (taskId: string) => TaskLogger;
}
