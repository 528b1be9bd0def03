import type { JobName, NewTask, ScheduleChange, SuppressedSlot } from '#jobs';
import type { EnqueuerStores } from '../slot-enqueuer.js';

/** What schedulers plan, in memory: one task for each slot, as the unique key of the table has it. */
export class MemorySlots {
  readonly tasks = new Map<string, NewTask>();
  readonly changes: ScheduleChange[] = [];
  /** Whether nothing can be planned. */
  isAway = false;
  private readonly left = new Map<string, SuppressedSlot & { job: JobName }>();

  readonly stores: EnqueuerStores = {
    sink: {
      plan: async (task) => {
        if (this.isAway) throw new Error('away');
        if (this.tasks.has(task.id)) return false;
        this.tasks.set(task.id, task);
        return true;
      },
    },
    schedules: {
      loadChanges: async (since) => {
        const last = this.changes.findLastIndex(({ changedAt }) => changedAt < since);
        const found = this.changes.slice(Math.max(last, 0));
        return new Map(found.map(({ job }) => [job, found.filter((each) => each.job === job)]));
      },
    },
    ledger: {
      loadNewest: async (jobs) =>
        new Map(
          jobs.flatMap((job) => {
            const known = [...this.slotsOf(job), ...this.leftOf(job).map(({ slot }) => slot)];
            return known.length > 0 ? [[job, Math.max(...known)] as const] : [];
          }),
        ),
      addSkipped: async (job, slots) => {
        for (const slot of slots) this.left.set(`${job} ${slot.slot}`, { ...slot, job });
      },
    },
  };

  /** The slots of a job that have a task, rising. */
  slotsOf(job: JobName): number[] {
    const own = [...this.tasks.values()].filter((task) => task.job === job);
    return own.map(({ slot }) => slot ?? NaN).sort((one, other) => one - other);
  }

  /** The slots of a job that were left out, rising. */
  leftOf(job: JobName): SuppressedSlot[] {
    const own = [...this.left.values()].filter((slot) => slot.job === job);
    return own.sort((one, other) => one.slot - other.slot);
  }

  /** The same as clock times (UTC). */
  fired(job: JobName): string[] {
    return this.slotsOf(job).map(toClock);
  }

  skipped(job: JobName, reason?: SuppressedSlot['reason']): string[] {
    const wanted = this.leftOf(job).filter((slot) => reason === undefined || slot.reason === reason);
    return wanted.map(({ slot }) => toClock(slot));
  }
}

const toClock = (slot: number): string => new Date(slot).toISOString().slice(11, 16);
