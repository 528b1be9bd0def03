import { BarkeepError, statusOfOutcome, type ErrorKind } from '#domain';
import {
  computeRetryDelay,
  type HandlerResult,
  type RetryPolicy,
  type TaskEnding,
  type TaskError,
} from '#jobs';
import { WorkerStopping } from './worker-stopping.js';

/** How a handler came back. */
export type HandlerReturn = { ok: true; result: HandlerResult } | { ok: false; error: unknown };

/** What follows from it. */
export type Conclusion =
  | { kind: 'end'; ending: TaskEnding }
  | { kind: 'retry'; delayMs: number; error: TaskError }
  | { kind: 'release' }
  /** A newer run has the task: nothing may be written. */
  | { kind: 'leave' };

export interface RunFacts {
  attempt: number;
  policy: RetryPolicy;
  /** A number in [0, 1) that spreads the retries. */
  chance: number;
  now: number;
}

const NOT_RETRIED: readonly ErrorKind[] = ['permanent', 'invalid'];
const OUTCOME_MESSAGES = {
  empty: 'The job brought no data where there should be some',
  failed: 'The job failed',
};

/** What others may read of an error: those of our own are written for them, any other may hold secrets. */
export function toTaskError(error: unknown): TaskError {
  // No text of the database holds U+0000.
  if (error instanceof BarkeepError)
    return { code: error.code, message: error.message.replaceAll('\u0000', '\uFFFD') };
  return { code: 'INTERNAL', message: 'Something went wrong on our side' };
}

/** An ending without a result. */
export function toEnding(error: TaskError, finishedAt: number): TaskEnding {
  const status =
    error.code === 'TASK_CANCELLED' ? 'cancelled' : error.code === 'TASK_TIMEOUT' ? 'timeout' : 'failed';
  return { status, outcome: status === 'failed' ? 'failed' : null, error, summary: null, finishedAt };
}

/** Decides what becomes of a task. The reason of an abort explains a failure better than what was thrown after it. */
export function concludeRun(
  returned: HandlerReturn,
  signal: Pick<AbortSignal, 'aborted' | 'reason'>,
  facts: RunFacts,
): Conclusion {
  if (returned.ok) return { kind: 'end', ending: toResultEnding(returned.result, facts.now) };
  const cause: unknown = signal.aborted ? signal.reason : returned.error;
  if (cause instanceof WorkerStopping) return { kind: 'release' };
  const error = toTaskError(cause);
  if (error.code === 'RUN_FENCED') return { kind: 'leave' };
  const delayMs = isRetried(cause) ? computeRetryDelay(facts.policy, facts.attempt, facts.chance) : undefined;
  if (delayMs !== undefined) return { kind: 'retry', delayMs, error };
  return { kind: 'end', ending: toEnding(error, facts.now) };
}

function isRetried(cause: unknown): boolean {
  if (!(cause instanceof BarkeepError)) return true;
  return (
    cause.code !== 'TASK_CANCELLED' && cause.code !== 'TASK_TIMEOUT' && !NOT_RETRIED.includes(cause.kind)
  );
}

/** The ending that a handler's answer makes. */
export function toResultEnding(result: HandlerResult, finishedAt: number): TaskEnding {
  const { outcome, summary, reason, written } = result;
  if (written) return written;
  const status = statusOfOutcome(outcome);
  const error: TaskError | null =
    outcome === 'empty' || outcome === 'failed'
      ? { code: 'TASK_FAILED', message: reason ?? OUTCOME_MESSAGES[outcome] }
      : null;
  return { status, outcome, error, summary, finishedAt };
}
