import { groupBy } from '#domain';
import type { NotificationPayload, Task } from '#jobs';
import type { Freshness } from '#market-data';

/** A longer summary is left to be asked for. */
const SUMMARY_CHARACTERS = 4_000;
/** Symbols that are named; the count is of all. */
const NAMED = 50;

/** That a task came to its end. */
export function toTaskNotification(task: Task): NotificationPayload {
  const { id, job, queue, submitter, status, outcome, attempt, error, summary } = task;
  const isShort = JSON.stringify(summary).length <= SUMMARY_CHARACTERS;
  const at = toIso(task.finishedAt) ?? '';
  return {
    event: status === 'completed' ? 'task.completed' : 'task.failed',
    at,
    data: {
      ...{ task_id: id, job, queue, submitter, slot: toIso(task.slot), status, outcome, attempt, error },
      summary: isShort ? summary : null,
      ...{ created_at: toIso(task.createdAt), started_at: toIso(task.startedAt), finished_at: at },
    },
  };
}

/** That data are late: one of each dataset. */
export function toStaleNotifications(
  items: readonly Freshness[],
  now: number,
): (NotificationPayload & { data: { dataset: string } })[] {
  const late = groupBy(
    items.filter(({ isFresh }) => !isFresh),
    ({ dataset }) => dataset,
  );
  return [...late].map(([dataset, stale]) => ({
    event: 'data.stale',
    at: new Date(now).toISOString(),
    data: {
      ...{ dataset, count: stale.length },
      items: stale.slice(0, NAMED).map(({ symbol, expected, newest }) => ({
        ...{ symbol, expected: toIso(expected), newest: toIso(newest) },
      })),
    },
  }));
}

function toIso(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
