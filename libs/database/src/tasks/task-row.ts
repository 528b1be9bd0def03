import { NO_PROGRESS, type Task, type TaskEnding, type TaskProgress } from '#jobs';
import { getTableColumns, sql } from 'drizzle-orm';
import { tasks } from '../schema/index.js';

export type TaskRow = typeof tasks.$inferSelect;

type EndingColumns = Pick<
  TaskRow,
  'status' | 'outcome' | 'errorCode' | 'errorMessage' | 'summary' | 'finishedAt'
>;

/**
 * The columns under the names and in the types that a row has in code. Instants are cut to the
 * millisecond. One JSON text of a page costs Node less than rows that are parsed and mapped value by value.
 */
export const ROW_AS_JSON = sql.raw(
  Object.entries(getTableColumns(tasks))
    .map(
      ([name, column]) =>
        `${column.getSQLType().startsWith('timestamp') ? `floor(extract(epoch from ${column.name}) * 1000)` : column.name} as "${name}"`,
    )
    .join(', '),
);

const AT_ITS_END: TaskProgress = {
  ...NO_PROGRESS,
  percent: 100,
  message: 'Done',
  stage: 'done',
  etaSeconds: 0,
};

/**
 * The row as the task it records. How far a run is that is on stands in Redis only. Member by member:
 * lists are long, and spreading the row takes several times as long.
 */
export function toTask(row: TaskRow): Task {
  return {
    id: row.id,
    job: row.job,
    queue: row.queue,
    slot: row.slot,
    payload: row.payload,
    submitter: row.submitter,
    status: row.status,
    outcome: row.outcome,
    attempt: row.attempt,
    fence: row.fence,
    cancelRequested: row.cancelRequested,
    keepPartial: row.keepPartial,
    worker: row.worker,
    progress: toProgress(row),
    error: row.errorCode === null ? null : { code: row.errorCode, message: row.errorMessage ?? '' },
    summary: row.summary,
    createdAt: row.createdAt,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    replayOf: row.replayOf,
  };
}

/** The headline of a backtest says how many bars it went through. */
function toProgress({ status, summary }: Pick<TaskRow, 'status' | 'summary'>): TaskProgress {
  const progress = status === 'completed' ? AT_ITS_END : NO_PROGRESS;
  const { bars_done: barsDone, bars_total: barsTotal } = summary ?? {};
  if (typeof barsDone !== 'number' || typeof barsTotal !== 'number') return progress;
  return { ...progress, barsDone, barsTotal };
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
