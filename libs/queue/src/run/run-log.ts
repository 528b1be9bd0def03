import { BarkeepError } from '#domain';
import type { NewTask, TaskEnding, TaskLogger } from '#jobs';
import { toTaskError } from './conclude-run.js';

export function logEnding(logger: TaskLogger, { job }: NewTask, { status }: TaskEnding): void {
  logger.info('The task ended', { job, status });
}

/** What is our own says all there is to say; of anything else the whole error is needed. */
export function logFailure(logger: TaskLogger, error: unknown): void {
  const { code, message } = toTaskError(error);
  if (error instanceof BarkeepError) logger.warn(`The run failed: ${message}`, { code });
  else logger.error('The run failed unexpectedly', { code, error });
}
