import { planSlots, toTimeline, CRON_JOBS, type CronJob, type JobName, type ScheduleSource } from '#jobs';

/** A slot may be so late without anything being wrong: rounds of planning and of the worker lie in between. */
const SETTLED_MS = 30_000;
/** Slots that passed longer ago are no concern any more. */
const LONGEST_MS = 8 * 86_400_000;
/** So many slots of a job have to be late, one after the other, before it is told. */
const PERIODS = 2;

/** What is on record of the slots of a job. */
export interface SlotStand {
  /** The newest slot, run or left out. */
  newest: number | undefined;
  /** The oldest slot that has passed and whose task has not begun. */
  oldestWaiting: number | undefined;
}

export interface WatchStores {
  schedules: ScheduleSource;
  ledger: { loadStand(jobs: readonly JobName[], now: number): Promise<ReadonlyMap<JobName, SlotStand>> };
}

/** A schedule that is more than two periods behind. */
export interface LateSchedule {
  job: JobName;
  /** The oldest slot that should have begun, UTC ms. */
  slot: number;
  lateMs: number;
  /** Whether nobody planned it, rather than no worker taking it. */
  isUnplanned: boolean;
}

/** Finds schedules that stand still although their time has come, whatever the reason. */
export class ScheduleWatch {
  constructor(
    private readonly stores: WatchStores,
    private readonly jobs: readonly CronJob[] = CRON_JOBS,
  ) {}

  async step(now: number): Promise<LateSchedule[]> {
    const stand = await this.stores.ledger.loadStand(
      this.jobs.map(({ name }) => name),
      now,
    );
    const changes = await this.stores.schedules.loadChanges(now - LONGEST_MS);
    return this.jobs.flatMap((job) => {
      const { newest, oldestWaiting } = stand.get(job.name) ?? {};
      // A job that never was planned is new.
      if (newest === undefined) return [];
      const from = Math.max(Math.min(oldestWaiting ?? Infinity, newest + 1), now - LONGEST_MS);
      const window = { from, to: now - SETTLED_MS };
      const { fires } = planSlots(job, toTimeline(job, changes.get(job.name)), window);
      if (fires.length <= PERIODS) return [];
      const [slot] = fires;
      return [{ job: job.name, slot, lateMs: now - slot, isUnplanned: slot > newest }];
    });
  }
}
