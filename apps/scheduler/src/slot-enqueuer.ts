import {
  JOB_REGISTRY,
  planningRulesOf,
  planSlots,
  selectMisfires,
  toSlotTaskId,
  type JobDefinition,
  type JobName,
  type NewTask,
} from '#jobs';

type NamedJob = JobDefinition & { name: JobName };

/** Slots are put on record so long before they fire; further steps until then repeat what a fault prevented. */
export const LEAD_MS = 60_000;

/** What the enqueuer needs of the producer. */
export interface SlotSink {
  plan(task: NewTask): Promise<boolean>;
}

/** Who knows which jobs are paused. */
export interface PauseSource {
  listPaused(): Promise<ReadonlySet<JobName>>;
}

/**
 * Puts the fires of the next minute on record and, as delayed jobs, in the queues. The id of a slot's task is
 * the same in every scheduler, so however many there are a slot runs once.
 */
export class SlotEnqueuer {
  /** Up to where each job is planned. */
  private readonly plannedTo = new Map<JobName, number>();

  constructor(
    private readonly sink: SlotSink,
    private readonly pauses: PauseSource,
    private readonly jobs: readonly NamedJob[] = JOB_REGISTRY,
  ) {}

  /** Plans up to a minute from now; gives the ids of the tasks that are new. What fails is tried again in the next step. */
  async step(now: number): Promise<string[]> {
    const created: string[] = [];
    const faults: unknown[] = [];
    const paused = await this.pauses.listPaused();
    for (const job of this.jobs) {
      try {
        created.push(...(await this.planJob(job, now, paused)));
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length > 0) throw new AggregateError(faults, `${faults.length} jobs could not be planned`);
    return created;
  }

  private async planJob(job: NamedJob, now: number, paused: ReadonlySet<JobName>): Promise<string[]> {
    const window = { from: this.plannedTo.get(job.name) ?? now - job.misfire.graceMs, to: now + LEAD_MS };
    const { fires } = planSlots(job, planningRulesOf(job, paused.has(job.name)), window);
    const missed = fires.filter((slot) => slot < now);
    const coming = fires.filter((slot) => slot >= now);
    const created: string[] = [];
    for (const slot of [...selectMisfires(job, missed, now), ...coming]) {
      if (await this.sink.plan(toTask(job, slot, now))) created.push(toSlotTaskId(job.name, slot));
    }
    this.plannedTo.set(job.name, window.to);
    return created;
  }
}

function toTask(job: NamedJob, slot: number, createdAt: number): NewTask {
  const id = toSlotTaskId(job.name, slot);
  return { id, job: job.name, queue: job.queue, slot, payload: {}, submitter: 'scheduler', createdAt };
}
