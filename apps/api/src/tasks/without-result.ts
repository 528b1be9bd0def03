import { BarkeepError, isFinal } from '#domain';
import type { FoundTask } from './task-lookup.js';
import { toTaskStatus } from './task-views.js';

/** Why there is no result of a task: not yet, no longer, or never. */
export function withoutResult({ task, source }: FoundTask): BarkeepError {
  const { status, progress, error } = task;
  const extra = { task: toTaskStatus(task, source) };
  if (!isFinal(status))
    return new BarkeepError('TASK_NOT_FINISHED', `The task is ${status}: ${progress.message}.`, { extra });
  if (status === 'completed')
    return new BarkeepError('TASK_NOT_FOUND', 'The result of this task is no longer kept.', { extra });
  const reason = error?.message.replace(/\.$/, '') ?? `it ended as ${status}`;
  return new BarkeepError('TASK_FAILED', `There is no result: ${reason}.`, { extra });
}
