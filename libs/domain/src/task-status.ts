/** The life of a task: `pending → running → completed | failed | cancelled | timeout`. */
export const TASK_STATUSES = ['pending', 'running', 'completed', 'failed', 'cancelled', 'timeout'] as const;

export type TaskStatus = (typeof TASK_STATUSES)[number];

export const FINAL_STATUSES = ['completed', 'failed', 'cancelled', 'timeout'] as const;

export type FinalStatus = (typeof FINAL_STATUSES)[number];

export function isFinal(status: TaskStatus): status is FinalStatus {
  return (FINAL_STATUSES as readonly string[]).includes(status);
}

/** What a job achieved, beside whether it ran: `empty` is a run that brought no data where there should be some. */
export const JOB_OUTCOMES = ['ok', 'partial', 'empty', 'failed', 'skipped'] as const;

export type JobOutcome = (typeof JOB_OUTCOMES)[number];

/** The status a task ends in when its job ended with that outcome. */
export function statusOfOutcome(outcome: JobOutcome): 'completed' | 'failed' {
  return outcome === 'empty' || outcome === 'failed' ? 'failed' : 'completed';
}
