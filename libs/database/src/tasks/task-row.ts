import type { Task, TaskEnding } from '#jobs';
import { NO_PROGRESS } from '#jobs';
import type { tasks } from '../schema/index.js';

type TaskRow = typeof tasks.$inferSelect;

type EndingColumns = Pick<
  TaskRow,
  'status' | 'outcome' | 'errorCode' | 'errorMessage' | 'summary' | 'finishedAt'
>;

/** The row as the task it records. How far a run is stands in Redis only; a finished one is at its end. */
export function toTask(row: TaskRow): Task {
  const { losses: _losses, errorCode, errorMessage, ...kept } = row;
  return {
    ...kept,
    error: errorCode === null ? null : { code: errorCode, message: errorMessage ?? '' },
    progress:
      row.status === 'completed'
        ? { ...NO_PROGRESS, percent: 100, message: 'Done', stage: 'done' }
        : NO_PROGRESS,
  };
}

/** The columns that an ending sets. */
export function toEndingColumns(ending: TaskEnding): EndingColumns {
  return {
    status: ending.status,
    outcome: ending.outcome,
    errorCode: ending.error?.code ?? null,
    errorMessage: ending.error?.message ?? null,
    summary: ending.summary,
    finishedAt: ending.finishedAt,
  };
}
