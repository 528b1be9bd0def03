import {
  computeTimeoutMs,
  jobDefinition,
  MAX_WORKER_LOSSES,
  type LimitSettings,
  type NewTask,
  type OpenedRun,
  type TaskEnding,
} from '#jobs';
import { toEnding } from './conclude-run.js';
import type { FindSkipReason } from './skip-reason.js';

export type Opened = Extract<OpenedRun, { state: 'opened' }>;

/** An ending for a task whose handler should not be called at all. */
export async function findRefusal(
  task: NewTask,
  opened: Opened,
  spentMs: number,
  options: { settings: LimitSettings; skipReason: FindSkipReason },
): Promise<TaskEnding | undefined> {
  const refuse = (code: 'WORKER_LOST' | 'TASK_CANCELLED' | 'TASK_TIMEOUT', message: string): TaskEnding =>
    toEnding({ code, message }, Date.now());
  if (opened.losses >= MAX_WORKER_LOSSES) {
    return refuse('WORKER_LOST', `${opened.losses} workers were lost while they ran this task`);
  }
  if (opened.cancelRequested) return refuse('TASK_CANCELLED', 'The task was cancelled');
  if (computeTimeoutMs(jobDefinition(task.job), options.settings) <= spentMs) {
    return refuse('TASK_TIMEOUT', 'The task took longer than allowed');
  }
  const isFirstRun = opened.attempt === 1 && opened.losses === 0;
  const skipped = isFirstRun ? await options.skipReason(task) : undefined;
  if (!skipped) return undefined;
  return {
    status: 'completed',
    outcome: 'skipped',
    error: null,
    summary: { ...skipped },
    finishedAt: Date.now(),
  };
}
