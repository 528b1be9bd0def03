import { Inject, Injectable } from '@nestjs/common';
import { ScheduleRepository, SlotRepository } from '#database';
import { BarkeepError } from '#domain';
import {
  CRON_JOBS,
  currentState,
  findTriggerFaults,
  planSlots,
  toTimeline,
  type CronJob,
  type PlanningWindow,
  type ScheduleChange,
  type ScheduleState,
  type Suppression,
} from '#jobs';
import { parseCursor, toCursor } from '../tables/cursor.js';
import { toIso } from '../tasks/instants.js';
import type { ChangeScheduleDto, ScheduleChangesDto, ScheduleTimesDto } from './change-schedule.dto.js';
import type { SchedulePreviewDto } from './schedule-preview.dto.js';
import { DEFAULT_RUNS, type ScheduleRunsDto, type ScheduleRunsQuery } from './schedule-runs.dto.js';
import { toScheduleChange, toScheduledJob, toScheduleRun, toScheduleTimes } from './schedule-views.js';
import type { PauseStateDto, ScheduledJobsDto } from './scheduled-jobs.dto.js';

/** Slots that one preview gives at most: of all jobs, those of a week. */
const LARGEST_PREVIEW = 20_000;
const SHOWN_CHANGES = 1_000;

/** The schedules of the registry, what was done to them at run time, and what became of their slots. */
@Injectable()
export class Schedules {
  constructor(
    @Inject(ScheduleRepository) private readonly changes: ScheduleRepository,
    @Inject(SlotRepository) private readonly slots: SlotRepository,
  ) {}

  async list(now: number): Promise<ScheduledJobsDto> {
    const [changes, last] = await Promise.all([
      this.changes.loadChanges(now),
      this.slots.lastRuns(CRON_JOBS.map(({ name }) => name)),
    ]);
    const jobs = CRON_JOBS.map((job) =>
      toScheduledJob(job, toTimeline(job, changes.get(job.name)), last.get(job.name), now),
    );
    return { count: jobs.length, jobs };
  }

  /** @throws BarkeepError JOB_NOT_FOUND */
  async setPaused(name: string, paused: boolean, changedBy: string): Promise<PauseStateDto> {
    const job = requireCronJob(name);
    const { state, newest, now } = await this.stand(job);
    if (state.isPaused !== paused)
      await this.add(job, { paused, trigger: newest?.trigger ?? null, changedBy, changedAt: now });
    return { job: job.name, paused };
  }

  /**
   * Lets the job run at other times from now on, or only says when that would be.
   * @throws BarkeepError JOB_NOT_FOUND; BODY_INVALID with every fault of the times.
   */
  async setTimes(name: string, body: ChangeScheduleDto, changedBy: string): Promise<ScheduleTimesDto> {
    const job = requireCronJob(name);
    const { state, now } = await this.stand(job);
    const trigger = { cron: body.cron.trim(), timeZone: body.time_zone ?? state.timeZone };
    const faults = findTriggerFaults(job, trigger, now);
    if (faults.length > 0) throw new BarkeepError('BODY_INVALID', 'The times have faults.', { faults });
    const isApplied = body.dry_run !== true;
    if (isApplied) await this.add(job, { paused: state.isPaused, trigger, changedBy, changedAt: now });
    return toScheduleTimes(job, { ...state, ...trigger }, now, isApplied);
  }

  /**
   * Lets the job run at the times of the registry again.
   * @throws BarkeepError JOB_NOT_FOUND
   */
  async resetTimes(name: string, changedBy: string): Promise<ScheduleTimesDto> {
    const job = requireCronJob(name);
    const { state, newest, now } = await this.stand(job);
    if (newest?.trigger)
      await this.add(job, { paused: state.isPaused, trigger: null, changedBy, changedAt: now });
    return toScheduleTimes(job, { ...state, ...job.trigger }, now, true);
  }

  /** @throws BarkeepError JOB_NOT_FOUND */
  async listChanges(name: string): Promise<ScheduleChangesDto> {
    const job = requireCronJob(name);
    const changes = await this.changes.listChanges(job.name, SHOWN_CHANGES);
    return { job: job.name, changes: changes.map(toScheduleChange) };
  }

  /** @throws BarkeepError JOB_NOT_FOUND, PARAMETER_INVALID */
  async listRuns(name: string, query: ScheduleRunsQuery): Promise<ScheduleRunsDto> {
    const job = requireCronJob(name);
    const limit = query.limit ?? DEFAULT_RUNS;
    const before = query.cursor === undefined ? Infinity : parseCursor(query.cursor);
    const runs = await this.slots.listRuns(job.name, limit, before);
    const last = runs.at(-1);
    const next_cursor = last && runs.length === limit ? toCursor(last.at) : null;
    return { job: job.name, runs: runs.map(toScheduleRun), next_cursor };
  }

  /**
   * Every slot in the window, in order, by the planner that the scheduler itself uses; of the past also those that were
   * planned and not run.
   * @throws BarkeepError JOB_NOT_FOUND; PARAMETER_INVALID for a window with too many slots.
   */
  async preview(window: PlanningWindow, name?: string): Promise<SchedulePreviewDto> {
    const jobs = name === undefined ? CRON_JOBS : [requireCronJob(name)];
    const [changes, unrun] = await Promise.all([
      this.changes.loadChanges(window.from),
      this.slots.listUnrun(window),
    ]);
    const reasons = new Map<string, Suppression>(unrun.map((slot) => [`${slot.job} ${slot.slot}`, slot]));
    const planned: { job: CronJob; slot: number; skipped?: Suppression }[] = [];
    for (const job of jobs) {
      const { fires, suppressed } = planSlots(job, toTimeline(job, changes.get(job.name)), window);
      for (const slot of fires) planned.push({ job, slot, skipped: reasons.get(`${job.name} ${slot}`) });
      for (const slot of suppressed) planned.push({ job, slot: slot.slot, skipped: slot });
      if (planned.length > LARGEST_PREVIEW) {
        const message = `The window has more than ${LARGEST_PREVIEW} slots: ask for a shorter one, or for one job.`;
        throw new BarkeepError('PARAMETER_INVALID', message, {
          faults: [{ path: '/to', code: 'E_RANGE', message }],
        });
      }
    }
    planned.sort((one, other) => one.slot - other.slot || one.job.name.localeCompare(other.job.name));
    const slots = planned.map(({ job, slot, skipped }) => ({
      ...{ job: job.name, slot: toIso(slot), fires: skipped === undefined },
      ...{ reason: skipped?.reason ?? null, detail: skipped?.detail ?? null },
    }));
    return { from: toIso(window.from), to: toIso(window.to), count: slots.length, slots };
  }

  private async stand(
    job: CronJob,
  ): Promise<{ state: ScheduleState; newest: ScheduleChange | undefined; now: number }> {
    const now = Date.now();
    const changes = (await this.changes.loadChanges(now)).get(job.name) ?? [];
    return { state: currentState(toTimeline(job, changes)), newest: changes.at(-1), now };
  }

  private add({ name }: CronJob, change: Omit<ScheduleChange, 'job'>): Promise<void> {
    return this.changes.addChange({ job: name, ...change });
  }
}

function requireCronJob(name: string): CronJob {
  const found = CRON_JOBS.find((job) => job.name === name);
  if (found) return found;
  const available = CRON_JOBS.map((job) => job.name);
  const message = `No job '${name.slice(0, 64)}' has a schedule; there are ${available.join(', ')}.`;
  throw new BarkeepError('JOB_NOT_FOUND', message, { extra: { available } });
}
