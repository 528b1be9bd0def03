import type { JobDefinition } from './job-definition.js';
import { JOB_REGISTRY, type JobName } from './job-registry.js';
import type { NewTask } from './task.js';

/** A row of the registry that runs by itself. */
export type CronJob = JobDefinition & { name: JobName; trigger: { kind: 'cron' } };

const rows: readonly (JobDefinition & { name: JobName })[] = JOB_REGISTRY;

/** The rows that run by themselves. */
export const CRON_JOBS: readonly CronJob[] = rows.filter(
  (job): job is CronJob => job.trigger.kind === 'cron',
);

/** The rows that a person may start by name. */
export const MANUAL_JOBS = rows.filter((job) => job.manualRun);

const LIGHT_JOBS = new Set(rows.filter((job) => job.isLight).map((job) => job.name));

/** Whether the task begins in Redis alone, and the history hears of it afterwards. What a schedule asks for never does. */
export function isRecordedBehind({ job, slot }: Pick<NewTask, 'job' | 'slot'>): boolean {
  return slot === null && LIGHT_JOBS.has(job);
}

/** A row as it is listed for people: on the wire, by the command line. */
export interface ListedJob {
  name: string;
  summary: string;
  queue: string;
  /** Null when it runs on demand only. */
  cron: string | null;
  time_zone: string | null;
  /** Whether its slots outside of market hours are left out. */
  market_hours_only: boolean;
}

export function toListedJob({ name, summary, queue, trigger, marketHoursOnly }: JobDefinition): ListedJob {
  const isPlanned = trigger.kind === 'cron';
  return {
    name,
    summary,
    queue,
    cron: isPlanned ? trigger.cron : null,
    time_zone: isPlanned ? trigger.timeZone : null,
    market_hours_only: marketHoursOnly !== false,
  };
}
