import { Inject, Injectable } from '@nestjs/common';
import cronstrue from 'cronstrue';
import { ScheduleRepository, type LastRun } from '#database';
import { BarkeepError } from '#domain';
import {
  CRON_JOBS,
  findNextFire,
  planningRulesOf,
  planSlots,
  type CronJob,
  type PlanningWindow,
} from '#jobs';
import { toIso, toIsoOrNull } from '../tasks/instants.js';
import type { SchedulePreviewDto, PreviewedSlotDto } from './schedule-preview.dto.js';
import type { PauseStateDto, ScheduledJobDto, ScheduledJobsDto } from './scheduled-jobs.dto.js';

/** Slots that one preview gives at most. */
export const LARGEST_PREVIEW = 5_000;

/** The schedules of the registry, and what was done to them at run time. */
@Injectable()
export class Schedules {
  constructor(@Inject(ScheduleRepository) private readonly repository: ScheduleRepository) {}

  async list(now: number): Promise<ScheduledJobsDto> {
    const [paused, last] = await Promise.all([
      this.repository.listPaused(),
      this.repository.lastRuns(CRON_JOBS.map(({ name }) => name)),
    ]);
    const jobs = CRON_JOBS.map((job) => toScheduledJob(job, paused.has(job.name), last.get(job.name), now));
    return { count: jobs.length, jobs };
  }

  /** @throws BarkeepError JOB_NOT_FOUND */
  async setPaused(name: string, paused: boolean, changedBy: string): Promise<PauseStateDto> {
    const { name: job } = requireCronJob(name);
    const isPaused = (await this.repository.listPaused()).has(job);
    if (isPaused !== paused) await this.repository.setPaused(job, paused, changedBy);
    return { job, paused };
  }

  /**
   * Every slot in the window, in order, by the planner that the scheduler itself uses.
   * @throws BarkeepError JOB_NOT_FOUND; PARAMETER_INVALID for a window with too many slots.
   */
  async preview(window: PlanningWindow, name?: string): Promise<SchedulePreviewDto> {
    const paused = await this.repository.listPaused();
    const jobs = name === undefined ? CRON_JOBS : [requireCronJob(name)];
    const slots: PreviewedSlotDto[] = [];
    for (const job of jobs) {
      const plan = planSlots(job, planningRulesOf(job, paused.has(job.name)), window);
      slots.push(...plan.fires.map((slot) => toPreviewedSlot(job, slot, null)));
      slots.push(...plan.suppressed.map(({ slot, reason }) => toPreviewedSlot(job, slot, reason)));
      if (slots.length > LARGEST_PREVIEW) {
        const message = `The window has more than ${LARGEST_PREVIEW} slots: ask for a shorter one, or for one job.`;
        throw new BarkeepError('PARAMETER_INVALID', message);
      }
    }
    slots.sort((one, other) => one.slot.localeCompare(other.slot) || one.job.localeCompare(other.job));
    return { from: toIso(window.from), to: toIso(window.to), count: slots.length, slots };
  }
}

function requireCronJob(name: string): CronJob {
  const found = CRON_JOBS.find((job) => job.name === name);
  if (found) return found;
  const available = CRON_JOBS.map((job) => job.name);
  const message = `No job '${name.slice(0, 64)}' has a schedule; there are ${available.join(', ')}.`;
  throw new BarkeepError('JOB_NOT_FOUND', message, { extra: { available } });
}

function toScheduledJob(
  job: CronJob,
  paused: boolean,
  last: LastRun | undefined,
  now: number,
): ScheduledJobDto {
  const { cron, timeZone } = job.trigger;
  return {
    job: job.name,
    cron,
    time_zone: timeZone,
    description: cronstrue.toString(cron),
    queue: job.queue,
    market_hours_only: job.marketHoursOnly !== false,
    next_run: toIsoOrNull(findNextFire(job, planningRulesOf(job, paused), now)),
    last_run: toIsoOrNull(last?.slot),
    last_status: last?.status ?? null,
    last_outcome: last?.outcome ?? null,
    last_task_id: last?.taskId ?? null,
    paused,
  };
}

function toPreviewedSlot({ name }: CronJob, slot: number, reason: string | null): PreviewedSlotDto {
  return { job: name, slot: toIso(slot), fires: reason === null, reason };
}
