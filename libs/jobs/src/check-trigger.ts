import { type Fault } from '#domain';
import { parseCron } from './cron-slots.js';
import type { CronJob } from './job-views.js';
import type { CronTrigger } from './schedule-timeline.js';
import { findNextFire } from './slot-planner.js';

/** What is wrong with times that are meant for a job's schedule: the cron, the zone, or that it would never fire. */
export function findTriggerFaults(job: CronJob, { cron, timeZone }: CronTrigger, now: number): Fault[] {
  const faults = [...findCronFaults(cron), ...findZoneFaults(timeZone)];
  if (faults.length > 0) return faults;
  const state = { since: -Infinity, isPaused: false, cron, timeZone };
  if (findNextFire(job, [state], now) !== undefined) return [];
  const hint = job.marketHoursOnly === false ? undefined : 'it runs only while its market is open';
  return [toFault('/cron', 'the job would not run once in five years', hint)];
}

function findCronFaults(cron: string): Fault[] {
  if (cron.trim().split(/\s+/).length !== 5)
    return [
      toFault('/cron', 'cron has to have five fields', 'minute hour day month weekday: `30 17 * * 1-5`'),
    ];
  try {
    parseCron(cron);
    return [];
  } catch (error) {
    return [toFault('/cron', `cron can't be read: ${(error as Error).message}`)];
  }
}

function findZoneFaults(timeZone: string): Fault[] {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return [];
  } catch {
    return [toFault('/time_zone', 'time_zone has to be an IANA time zone', 'such as America/New_York')];
  }
}

function toFault(path: string, message: string, hint?: string): Fault {
  return { path, code: 'E_SCHEMA', message, ...(hint === undefined ? {} : { hint }) };
}
