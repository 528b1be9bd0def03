import type { NewTask } from '#jobs';
import type { SlotSink } from './slot-enqueuer.js';

/** Where named timers are kept; that of the framework. */
export interface Timers {
  doesExist(type: 'timeout', name: string): boolean;
  addTimeout(name: string, timeout: NodeJS.Timeout): void;
  deleteTimeout(name: string): void;
  getTimeouts(): string[];
}

/**
 * The scheduler in this process: where the distributed one lays delayed jobs into the queue beforehand, this one keeps a
 * timer for each slot and queues its task when the time has come. The ids are the same, so both may run side by side.
 */
export class TimedSink implements SlotSink {
  constructor(
    private readonly sink: SlotSink,
    private readonly timers: Timers,
    /** Told of a slot that could not be queued: it has to be planned again. */
    private readonly onFault: (task: NewTask, error: unknown) => void,
    private readonly now: () => number = Date.now,
  ) {}

  plan(task: NewTask): Promise<boolean> {
    const waitMs = (task.slot ?? 0) - this.now();
    if (waitMs <= 0) return this.sink.plan(task);
    const name = toTimerName(task);
    if (this.timers.doesExist('timeout', name)) return Promise.resolve(false);
    this.timers.addTimeout(
      name,
      setTimeout(() => this.fire(task, name), waitMs),
    );
    return Promise.resolve(true);
  }

  /** Forgets every slot that has not come yet. */
  close(): void {
    for (const name of this.timers.getTimeouts().filter((each) => each.startsWith(PREFIX)))
      this.timers.deleteTimeout(name);
  }

  private fire(task: NewTask, name: string): void {
    this.timers.deleteTimeout(name);
    this.sink.plan({ ...task, createdAt: this.now() }).catch((error: unknown) => this.onFault(task, error));
  }
}

const PREFIX = 'slot ';
const toTimerName = ({ id }: NewTask): string => PREFIX + id;
