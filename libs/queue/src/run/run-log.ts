import { BarkeepError } from '#domain';
import type { NewTask, TaskEnding, TaskLogger } from '#jobs';
import { toTaskError } from './conclude-run.js';

export function logEnding(logger: TaskLogger, { job }: NewTask, { status }: TaskEnding): void {
  logger.info('The task ended', { job, status });
}

/** The connections tell of an outage once; every heartbeat of every run would. */
export function logStoreFault(logger: TaskLogger, error: unknown): void {
  const isAway = error instanceof BarkeepError && error.kind === 'unavailable';
  logger[isAway ? 'debug' : 'warn']('The task store did not answer', { error: String(error) });
}

/** What is our own says all there is to say; of anything else the whole error is needed. */
export function logFailure(logger: TaskLogger, error: unknown): void {
  const { code, message } = toTaskError(error);
  if (error instanceof BarkeepError) logger.warn(`The run failed: ${message}`, { code });
  else logger.error('The run failed unexpectedly', { code, error });
}
