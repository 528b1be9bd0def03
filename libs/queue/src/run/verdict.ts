import type { TaskEnding } from '#jobs';

/** What becomes of the job in the queue. */
export type Verdict =
  /** The task has its ending, now or since before. */
  | { kind: 'ended'; status: TaskEnding['status']; outcome: TaskEnding['outcome']; reason: string | null }
  | { kind: 'retry'; delayMs: number }
  /** Back to the queue at once, for another worker. */
  | { kind: 'release' }
  /** Nothing is to be done: the task is unknown, or a newer run has it. */
  | { kind: 'dropped' };

/** Of a task that has its ending. */
export function toVerdict({ status, outcome, error }: TaskEnding): Verdict {
  return { kind: 'ended', status, outcome, reason: error?.message ?? null };
}
