import {
  CRON_JOBS,
  currentState,
  planSlots,
  selectMisfires,
  toSlotTaskId,
  toTimeline,
  type CronJob,
  type JobName,
  type NewTask,
  type ScheduleSource,
  type ScheduleTimeline,
  type SuppressedSlot,
} from '#jobs';

/** Slots are put on record so long before they fire; further steps until then repeat what a fault prevented. */
export const LEAD_MS = 60_000;
/** Slots that passed longer ago are not even written down. */
const LONGEST_OUTAGE_MS = 7 * 86_400_000;

/** What the enqueuer needs of the producer. */
export interface SlotSink {
  plan(task: NewTask): Promise<boolean>;
}

/** Where it is written down what became of slots. */
export interface SlotLedger {
  loadNewest(jobs: readonly JobName[]): Promise<ReadonlyMap<JobName, number>>;
  addSkipped(job: JobName, slots: readonly SuppressedSlot[]): Promise<void>;
}

export interface EnqueuerStores {
  sink: SlotSink;
  schedules: ScheduleSource;
  ledger: SlotLedger;
}

/** How far a job is planned, and by which state of its schedule. */
interface Planned {
  to: number;
  since: number;
}

/**
 * Puts the fires of the next minute on record and, as delayed jobs, in the queues, and writes down which slots are left
 * out. The id of a slot's task is the same in every scheduler, so however many there are a slot runs once.
 */
export class SlotEnqueuer {
  private readonly planned = new Map<JobName, Planned>();

  constructor(
    private readonly stores: EnqueuerStores,
    private readonly jobs: readonly CronJob[] = CRON_JOBS,
    private readonly leadMs = LEAD_MS,
  ) {}

  /** Plans up to a minute from now; gives the ids of the tasks that are new. What fails is tried again in the next step. */
  async step(now: number): Promise<string[]> {
    if (this.planned.size === 0) await this.resume(now);
    const from = Math.min(...[...this.planned.values()].map(({ to }) => to));
    const changes = await this.stores.schedules.loadChanges(from);
    const created: string[] = [];
    const faults: unknown[] = [];
    for (const job of this.jobs) {
      try {
        created.push(...(await this.planJob(job, toTimeline(job, changes.get(job.name)), now)));
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length > 0) throw new AggregateError(faults, `${faults.length} jobs could not be planned`);
    return created;
  }

  /** Plans a job anew from the instant on, in the next step. */
  replan(job: JobName, from: number): void {
    const planned = this.planned.get(job);
    if (planned) this.planned.set(job, { ...planned, to: Math.min(planned.to, from) });
  }

  /** Goes on where the last scheduler ended; a job that never was planned begins now. */
  private async resume(now: number): Promise<void> {
    const newest = await this.stores.ledger.loadNewest(this.jobs.map(({ name }) => name));
    for (const { name } of this.jobs) {
      const last = newest.get(name);
      const to = last === undefined ? now : Math.max(last + 1, now - LONGEST_OUTAGE_MS);
      // The state that it was planned by last is not known: whatever holds now counts as that one.
      this.planned.set(name, { to, since: Infinity });
    }
  }

  private async planJob(job: CronJob, timeline: ScheduleTimeline, now: number): Promise<string[]> {
    const { since } = currentState(timeline);
    const planned = this.planned.get(job.name) ?? { to: now, since };
    // What was planned by an older state is planned again by the new one, from where that holds.
    const from = since > planned.since ? Math.min(planned.to, since) : planned.to;
    const to = now + this.leadMs;
    const { fires, suppressed } = planSlots(job, timeline, { from, to });
    const missed = fires.filter((slot) => slot < now);
    const madeUpFor = selectMisfires(job, missed, now);
    const created: string[] = [];
    for (const slot of [...madeUpFor, ...fires.slice(missed.length)]) {
      if (await this.stores.sink.plan(toTask(job, slot, now))) created.push(toSlotTaskId(job.name, slot));
    }
    const misfires = missed.filter((slot) => !madeUpFor.includes(slot)).map(toMisfire);
    await this.stores.ledger.addSkipped(job.name, [...suppressed, ...misfires]);
    this.planned.set(job.name, { to: Math.max(to, planned.to), since });
    return created;
  }
}

function toMisfire(slot: number): SuppressedSlot {
  return { slot, reason: 'misfire', detail: 'It passed while no scheduler planned' };
}

function toTask(job: CronJob, slot: number, createdAt: number): NewTask {
  const id = toSlotTaskId(job.name, slot);
  return { id, job: job.name, queue: job.queue, slot, payload: {}, submitter: 'scheduler', createdAt };
}
