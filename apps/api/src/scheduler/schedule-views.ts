import cronstrue from 'cronstrue';
import type { LastRun, SlotRun } from '#database';
import {
  currentState,
  findNextFire,
  type CronJob,
  type CronTrigger,
  type ScheduleChange,
  type ScheduleState,
  type ScheduleTimeline,
} from '#jobs';
import { toIso, toIsoOrNull } from '../tasks/instants.js';
import type { ScheduleChangeDto, ScheduleTimesDto } from './change-schedule.dto.js';
import type { ScheduleRunDto } from './schedule-runs.dto.js';
import type { ScheduledJobDto } from './scheduled-jobs.dto.js';

const SHOWN_FIRES = 10;

function toTimes({ trigger }: CronJob, { cron, timeZone }: CronTrigger) {
  const is_default = cron === trigger.cron && timeZone === trigger.timeZone;
  const description = cronstrue.toString(cron, { use24HourTimeFormat: true });
  return { cron, time_zone: timeZone, is_default, description };
}

export function toScheduledJob(
  job: CronJob,
  timeline: ScheduleTimeline,
  last: LastRun | undefined,
  now: number,
): ScheduledJobDto {
  const state = currentState(timeline);
  return {
    job: job.name,
    ...toTimes(job, state),
    queue: job.queue,
    market_hours_only: job.marketHoursOnly !== false,
    next_run: toIsoOrNull(findNextFire(job, timeline, now)),
    last_run: toIsoOrNull(last?.slot),
    last_status: last?.status ?? null,
    last_outcome: last?.outcome ?? null,
    last_task_id: last?.taskId ?? null,
    paused: state.isPaused,
  };
}

export function toScheduleTimes(
  job: CronJob,
  state: ScheduleState,
  now: number,
  applied: boolean,
): ScheduleTimesDto {
  const next_runs: string[] = [];
  for (let at = now; next_runs.length < SHOWN_FIRES;) {
    const next = findNextFire(job, [{ ...state, isPaused: false }], at);
    if (next === undefined) break;
    next_runs.push(toIso(next));
    at = next;
  }
  return { job: job.name, ...toTimes(job, state), paused: state.isPaused, applied, next_runs };
}

export function toScheduleChange(change: ScheduleChange): ScheduleChangeDto {
  return {
    changed_at: toIso(change.changedAt),
    changed_by: change.changedBy,
    paused: change.paused,
    cron: change.trigger?.cron ?? null,
    time_zone: change.trigger?.timeZone ?? null,
  };
}

export function toScheduleRun(run: SlotRun): ScheduleRunDto {
  return {
    slot: toIsoOrNull(run.slot),
    at: toIso(run.at),
    task_id: run.taskId,
    status: run.status,
    outcome: run.outcome,
    reason: run.skipped?.reason ?? null,
    detail: run.skipped?.detail ?? null,
    attempt: run.attempt,
    worker: run.worker,
    started_at: toIsoOrNull(run.startedAt),
    finished_at: toIsoOrNull(run.finishedAt),
    error: run.error,
    result: run.summary,
  };
}
