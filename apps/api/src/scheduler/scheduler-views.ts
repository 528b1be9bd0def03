import type { NewTask } from '#jobs';
import { toWireSummary } from '../tasks/metrics.js';
import type { FoundTask } from '../tasks/task-lookup.js';
import { toTaskStatus, type TaskView } from '../tasks/task-views.js';
import type { CeleryState, JobTaskStatusDto } from './job-task-status.dto.js';
import type { TriggeredJobDto } from './trigger.dto.js';

const STATES = {
  running: 'STARTED',
  completed: 'SUCCESS',
  failed: 'FAILURE',
  timeout: 'FAILURE',
  cancelled: 'REVOKED',
} as const;

/** A task that waits for another attempt is one that waits for its first no more. */
export function toCeleryState({ status, attempt }: Pick<TaskView, 'status' | 'attempt'>): CeleryState {
  if (status === 'pending') return attempt > 0 ? 'RETRY' : 'PENDING';
  return STATES[status];
}

export function toJobTaskStatus({ task, source }: FoundTask): JobTaskStatusDto {
  return {
    ...toTaskStatus(task, source),
    celery_state: toCeleryState(task),
    result: toWireSummary(task.summary),
  };
}

export function toTriggeredJob({ id, job, queue }: NewTask): TriggeredJobDto {
  return { task_id: id, job_name: job, queue, status: 'pending' };
}
