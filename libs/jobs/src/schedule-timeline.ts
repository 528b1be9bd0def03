import type { CronJob } from './job-views.js';
import type { JobName } from './job-registry.js';

/** When a schedule fires: a cron of five fields in an IANA zone. */
export interface CronTrigger {
  cron: string;
  timeZone: string;
}

/** What somebody did to a schedule at run time: from `changedAt` (UTC ms) on it stands like this. */
export interface ScheduleChange {
  job: JobName;
  paused: boolean;
  /** In place of the registry's; null where that one holds. */
  trigger: CronTrigger | null;
  changedBy: string;
  changedAt: number;
}

/** How a schedule stands from an instant on, until the next state. */
export interface ScheduleState extends CronTrigger {
  since: number;
  isPaused: boolean;
}

/** The states of a schedule, oldest first; the first one holds since ever. */
export type ScheduleTimeline = readonly ScheduleState[];

/** Out of the registry's row and what was done to it, oldest first. */
export function toTimeline({ trigger }: CronJob, changes: readonly ScheduleChange[] = []): ScheduleTimeline {
  const { cron, timeZone } = trigger;
  const first: ScheduleState = { since: -Infinity, isPaused: false, cron, timeZone };
  const later = changes.map((change): ScheduleState => {
    const { changedAt: since, paused: isPaused } = change;
    return { since, isPaused, ...(change.trigger ?? { cron, timeZone }) };
  });
  return [first, ...later];
}

/** How the schedule stands now, that is after everything that was done to it. */
export function currentState(timeline: ScheduleTimeline): ScheduleState {
  return timeline[timeline.length - 1];
}
