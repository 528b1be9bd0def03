import { isFinal } from '#domain';
import type { Task, TaskProgress } from '#jobs';
import type { Cancellation } from '#queue';
import type { CancelledTaskDto } from './cancel.dto.js';
import { toIso, toIsoOrNull } from './instants.js';
import type { TaskStatusDto } from './task-status.dto.js';

/** A task without what it was given; `source` is the store that answered. */
export type TaskView = Omit<Task, 'payload'>;

type ProgressMembers = Pick<
  TaskStatusDto,
  'progress' | 'message' | 'stage' | 'bars_done' | 'bars_total' | 'bars_per_second' | 'eta_seconds' | 'best'
>;

/** The progress members of the wire. */
export function toProgress(progress: TaskProgress): ProgressMembers {
  return {
    progress: progress.percent,
    message: progress.message,
    stage: progress.stage,
    bars_done: progress.barsDone,
    bars_total: progress.barsTotal,
    bars_per_second: progress.barsPerSecond,
    eta_seconds: progress.etaSeconds,
    ...(progress.best ? { best: progress.best } : {}),
  };
}

/** What a person reads of a task that has ended; until then progress says it. */
function messageOf(task: TaskView): string {
  if (!isFinal(task.status)) return task.progress.message;
  return task.error?.message ?? (task.status === 'completed' ? 'Completed' : `Ended: ${task.status}`);
}

/** A task that has ended waits for nothing more, and one that completed is done, whatever was heard of it last. */
function progressOf({ status, progress }: TaskView): TaskProgress {
  if (!isFinal(status)) return progress;
  if (status !== 'completed') return { ...progress, etaSeconds: null };
  return { ...progress, percent: 100, stage: 'done', barsDone: progress.barsTotal, etaSeconds: 0 };
}

export function toTaskStatus(task: TaskView, source: 'redis' | 'database'): TaskStatusDto {
  return {
    task_id: task.id,
    status: task.status,
    outcome: task.outcome,
    ...toProgress(progressOf(task)),
    message: messageOf(task),
    source,
    job: task.job,
    attempt: task.attempt,
    cancel_requested: task.cancelRequested,
    created_at: toIso(task.createdAt),
    started_at: toIsoOrNull(task.startedAt),
    finished_at: toIsoOrNull(task.finishedAt),
    ...(task.error ? { error: { code: task.error.code, message: task.error.message } } : {}),
  };
}

export function toCancelled({ taskId, status }: Cancellation): CancelledTaskDto {
  const message = status === 'cancelled' ? 'Cancelled' : 'Cancellation requested';
  return { task_id: taskId, status, message };
}

/** Where the parts of a backtest are read. */
export function backtestLinks(taskId: string): Record<'status' | 'result' | 'cancel' | 'events', string> {
  return {
    status: `/api/v1/backtest/status/${taskId}`,
    result: `/api/v1/backtest/result/${taskId}`,
    cancel: `/api/v1/backtest/cancel/${taskId}`,
    events: `/api/v1/backtest/events/${taskId}`,
  };
}

/** Where the parts of an optimisation are read; its events are those of any task. */
export function optimisationLinks(taskId: string): Record<'status' | 'result' | 'cancel' | 'events', string> {
  return {
    status: `/api/v1/optimise/status/${taskId}`,
    result: `/api/v1/optimise/result/${taskId}`,
    cancel: `/api/v1/optimise/cancel/${taskId}`,
    events: `/api/v1/backtest/events/${taskId}`,
  };
}
