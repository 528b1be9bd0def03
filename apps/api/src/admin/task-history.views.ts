import type { FailureGroup, TaskFilter, TaskPlace, TaskRun } from '#database';
import {
  computeSoftTimeoutMs,
  computeTimeoutMs,
  jobDefinition,
  type JobName,
  type LimitSettings,
  type Task,
} from '#jobs';
import { toInstantRange } from '../backtest/instant-range.js';
import { cursorRefusal, readListCursor, toListCursor } from '../tables/cursor.js';
import { toIso, toIsoOrNull } from '../tasks/instants.js';
import { toWireSummary } from '../tasks/metrics.js';
import { toWirePayload } from './payload-bodies.js';
import type {
  FailureGroupDto,
  RecordedTaskDto,
  TaskFilterQuery,
  TaskHistoryDto,
  TaskRunDto,
  TimeLimitsDto,
} from './task-history.dto.js';

/** @throws BarkeepError PARAMETER_INVALID for texts that are no dates. */
export function toTaskFilter(query: TaskFilterQuery): TaskFilter {
  const { job, queue, worker, tag, q, since, until } = query;
  const range = toInstantRange(since, until, '1m', { start: 'since', end: 'until' });
  return {
    ...{ job, queue, worker, tag, errorCode: query.error_code },
    ...{ since: range.start, until: range.end, words: q },
  };
}

/** Member by member: lists are long, and spreading takes several times as long. */
export function toRecordedTask(task: Task): RecordedTaskDto {
  const { createdAt, startedAt, finishedAt } = task;
  return {
    task_id: task.id,
    job: task.job,
    queue: task.queue,
    status: task.status,
    outcome: task.outcome,
    attempt: task.attempt,
    submitter: task.submitter,
    worker: task.worker,
    slot: toIsoOrNull(task.slot),
    replay_of: task.replayOf ?? null,
    payload: toWirePayload(task),
    summary: toWireSummary(task.summary),
    error: task.error,
    created_at: toIso(createdAt),
    started_at: toIsoOrNull(startedAt),
    finished_at: toIsoOrNull(finishedAt),
    waited_ms: startedAt === null ? null : Math.max(0, startedAt - Math.max(createdAt, task.slot ?? 0)),
    took_ms: startedAt === null || finishedAt === null ? null : finishedAt - startedAt,
  };
}

export function toTaskRun(run: TaskRun): TaskRunDto {
  const { attempt, fence, worker, startedAt, endedAt, outcome, errorCode, errorMessage } = run;
  const message = errorMessage ?? (outcome === 'lost' ? 'The worker was lost' : '');
  return {
    ...{ attempt, fence, worker, started_at: toIso(startedAt), ended_at: toIsoOrNull(endedAt), outcome },
    error: errorCode === null ? null : { code: errorCode, message },
  };
}

/** How long a task of the job may take, and whether its newest run has taken long; `now` in UTC ms. */
export function toTimeLimits(
  job: JobName,
  runs: readonly TaskRun[],
  settings: LimitSettings,
  now: number,
): TimeLimitsDto {
  const definition = jobDefinition(job);
  const softMs = computeSoftTimeoutMs(definition, settings);
  const run = runs.at(-1);
  const tookMs = run === undefined ? 0 : (run.endedAt ?? now) - run.startedAt;
  return { soft_ms: softMs, hard_ms: computeTimeoutMs(definition, settings), is_slow: tookMs > softMs };
}

export function toFailureGroup({
  errorCode,
  firstFailedAt,
  lastFailedAt,
  taskId,
  ...group
}: FailureGroup): FailureGroupDto {
  return {
    ...group,
    error_code: errorCode,
    first_failed_at: toIso(firstFailedAt),
    last_failed_at: toIso(lastFailedAt),
    task_id: taskId,
  };
}

/** The first of what was found, of which one more tells that another page follows. */
export function toTaskPage(found: readonly Task[], limit: number): TaskHistoryDto {
  const items = found.slice(0, limit);
  const next = found.length > limit ? toTaskCursor(items[limit - 1]) : null;
  return { items: items.map(toRecordedTask), next_cursor: next };
}

/** The place after a task, opaque to callers. */
function toTaskCursor({ createdAt, id }: Task): string {
  return toListCursor([createdAt, id]);
}

/** @throws BarkeepError PARAMETER_INVALID when the text is not one of our cursors. */
export function parseTaskCursor(cursor: string | undefined): TaskPlace | undefined {
  if (cursor === undefined) return undefined;
  const [createdAt, id] = readListCursor(cursor);
  const isInstant = typeof createdAt === 'number' && Math.abs(createdAt) <= 8.64e15;
  if (isInstant && typeof id === 'string') return { createdAt, id };
  throw cursorRefusal();
}
