import { groupBy } from '#domain';
import type { Alert } from '#database';
import type { NewTask, NotificationPayload, Task } from '#jobs';
import type { Freshness } from '#market-data';
import { ALERT_RULES } from './alerts/alert-rules.js';

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

/** That something is not well, or is again. */
export function toAlertNotification(alert: Alert, event: 'alert.begun' | 'alert.over'): NotificationPayload {
  const { id, rule, subject, value, threshold, begunAt, endedAt } = alert;
  const says = ALERT_RULES.find(({ name }) => name === rule)?.says ?? rule;
  const at = toIso(event === 'alert.over' ? endedAt : begunAt) ?? '';
  return {
    ...{ event, at },
    data: { alert_id: id, rule, subject, says, value, threshold, begun_at: toIso(begunAt) },
  };
}

/** What the ids of tasks that tell something begin with. */
export const NOTIFY_PREFIX = 'notify-';

/** The task that tells it; what it tells about has no other. */
export function toNotificationTask(about: string, payload: NotificationPayload, createdAt: number): NewTask {
  const task = { job: 'notification', queue: 'default', slot: null, submitter: 'scheduler' } as const;
  return { ...task, id: NOTIFY_PREFIX + about, payload, createdAt };
}

function toIso(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
