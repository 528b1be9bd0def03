import type { FailureGroup, TaskFilter, TaskPlace } from '#database';
import { BarkeepError } from '#domain';
import type { Task } from '#jobs';
import { toOpenTimeRange } from '#market-data';
import { faultsOfDates } from '../backtest/date-range.js';
import { toIso, toIsoOrNull } from '../tasks/instants.js';
import type { FailureGroupDto, RecordedTaskDto, TaskFilterQuery } from './task-history.dto.js';

/** @throws BarkeepError PARAMETER_INVALID for texts that are no dates. */
export function toTaskFilter(query: TaskFilterQuery): TaskFilter {
  const { job, queue, worker, q, since: start, until: end } = query;
  const faults = faultsOfDates({ start, end }, '1m', { start: 'since', end: 'until' });
  if (faults.length > 0)
    throw new BarkeepError('PARAMETER_INVALID', 'The query has a date that can’t be read.', { faults });
  const range = toOpenTimeRange({ start, end }, '1m', 'UTC');
  return { job, queue, worker, errorCode: query.error_code, since: range.start, until: range.end, words: q };
}

export function toRecordedTask(task: Task): RecordedTaskDto {
  const { createdAt, startedAt, finishedAt } = task;
  return {
    ...{ task_id: task.id, job: task.job, queue: task.queue, status: task.status, outcome: task.outcome },
    ...{ attempt: task.attempt, submitter: task.submitter, worker: task.worker },
    slot: toIsoOrNull(task.slot),
    replay_of: task.replayOf ?? null,
    ...{ payload: task.payload, summary: task.summary, error: task.error },
    created_at: toIso(createdAt),
    started_at: toIsoOrNull(startedAt),
    finished_at: toIsoOrNull(finishedAt),
    waited_ms: startedAt === null ? null : Math.max(0, startedAt - Math.max(createdAt, task.slot ?? 0)),
    took_ms: startedAt === null || finishedAt === null ? null : finishedAt - startedAt,
  };
}

export function toFailureGroup({
  errorCode,
  firstAt,
  lastAt,
  taskId,
  ...group
}: FailureGroup): FailureGroupDto {
  return {
    ...group,
    error_code: errorCode,
    first_at: toIso(firstAt),
    last_at: toIso(lastAt),
    task_id: taskId,
  };
}

/** The place after a task, opaque to callers. */
export function toTaskCursor({ createdAt, id }: Task): string {
  return Buffer.from(JSON.stringify([createdAt, id])).toString('base64url');
}

/** @throws BarkeepError PARAMETER_INVALID when the text is not one of our cursors. */
export function parseTaskCursor(cursor: string | undefined): TaskPlace | undefined {
  if (cursor === undefined) return undefined;
  const place = readPlace(cursor);
  if (place) return place;
  throw new BarkeepError('PARAMETER_INVALID', 'The cursor is not one that Barkeep gave out.', {
    faults: [
      { path: '/cursor', code: 'E_SCHEMA', message: 'not a cursor', hint: 'leave it out to start over' },
    ],
  });
}

function readPlace(cursor: string): TaskPlace | undefined {
  try {
    const [createdAt, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const isInstant = typeof createdAt === 'number' && Math.abs(createdAt) <= 8.64e15;
    return isInstant && typeof id === 'string' ? { createdAt, id } : undefined;
  } catch {
    return undefined;
  }
}
