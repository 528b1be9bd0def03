import type { AppConfig } from '#config';
import type { Firing } from '#database';
import type { LateSchedule } from '../schedule-watch.js';

/** What rules look at. Durations in milliseconds. */
export interface Picture {
  /** How the tasks of each job ended within the last hour. */
  endings: readonly { job: string; ended: number; failed: number }[];
  /** How long the oldest task that is due has waited in each queue; null where none waits. */
  waits: ReadonlyMap<string, number | null>;
  /** Queues of which a worker that lives and is not paused takes jobs. */
  attended: ReadonlySet<string>;
  late: readonly LateSchedule[];
}

export type AlertThresholds = Pick<
  AppConfig,
  'ALERT_FAILURE_PERCENT' | 'ALERT_WAIT_SECONDS' | 'ALERT_UNATTENDED_SECONDS'
>;

interface AlertRule {
  name: string;
  /** For people; `value` and `threshold` are told with it. */
  says: string;
  judge(picture: Picture, thresholds: AlertThresholds): Omit<Firing, 'rule'>[];
}

/** Of fewer tasks a share says nothing. */
const FEWEST_ENDED = 5;

/** THE table of alerts. */
export const ALERT_RULES = [
  {
    name: 'job_failing',
    says: 'Too large a share of the tasks of this job failed within the hour, in percent',
    judge: ({ endings }, { ALERT_FAILURE_PERCENT: threshold }) =>
      endings
        .filter(({ ended }) => ended >= FEWEST_ENDED)
        .map(({ job, ended, failed }) => ({ subject: job, value: (100 * failed) / ended, threshold }))
        .filter(({ value }) => value >= threshold),
  },
  {
    name: 'tasks_waiting',
    says: 'The oldest task that is due in this queue has waited too long, in seconds',
    judge: ({ waits }, { ALERT_WAIT_SECONDS: threshold }) => longerThan(threshold, waits),
  },
  {
    name: 'queue_unattended',
    says: 'Tasks wait in this queue and no worker takes them, in seconds',
    judge: ({ waits, attended }, { ALERT_UNATTENDED_SECONDS: threshold }) =>
      longerThan(threshold, waits).filter(({ subject }) => !attended.has(subject)),
  },
  {
    name: 'schedule_late',
    says: 'The schedule of this job is more than two periods behind, in seconds',
    judge: ({ late }) =>
      late.map(({ job, lateMs }) => ({ subject: job, value: lateMs / 1_000, threshold: 0 })),
  },
] as const satisfies readonly AlertRule[];

/** Everything in the picture that is not well. */
export function judge(picture: Picture, thresholds: AlertThresholds): Firing[] {
  return (ALERT_RULES as readonly AlertRule[]).flatMap((rule) =>
    rule.judge(picture, thresholds).map((firing) => ({ rule: rule.name, ...firing })),
  );
}

function longerThan(seconds: number, waits: Picture['waits']): Omit<Firing, 'rule'>[] {
  return [...waits]
    .map(([subject, waitMs]) => ({ subject, value: (waitMs ?? 0) / 1_000, threshold: seconds }))
    .filter(({ value }) => value >= seconds);
}
