import { BarkeepError } from '#domain';
import {
  isRecordedBehind,
  type CreatedTask,
  type NewTask,
  type QueueName,
  type RunHistory,
  type TaskStore,
  type Traceparent,
} from '#jobs';
import { RIPE_MS } from './record-keeper.js';
import type { QueueCounts, TaskQueues } from './bullmq/task-queues.js';

/** More unfinished tasks than that of one submitter stand in the order in which they came. */
const RANKS = 2_000;

/** Brings tasks into the queues: first the durable record (of light ones afterwards), then the live state, then the job. */
export class JobProducer {
  constructor(
    private readonly history: RunHistory,
    private readonly store: TaskStore,
    private readonly queues: TaskQueues,
    private readonly now: () => number = Date.now,
    private readonly traceparent: Traceparent = () => undefined,
  ) {}

  /**
   * Queues a task that somebody asks for. False when a task of that id exists already.
   * @throws BarkeepError STORE_UNAVAILABLE when it could not be queued; then it will not run, unless it is light: it may.
   */
  async enqueue(task: NewTask): Promise<boolean> {
    const [isNew] = await this.enqueueAll([task]);
    return isNew;
  }

  /**
   * Queues many tasks at once, in their order; says of each whether it was new.
   * @throws BarkeepError STORE_UNAVAILABLE when they could not be queued; then none of them will run that was new, but for
   * light ones, which may.
   */
  async enqueueAll(tasks: readonly NewTask[]): Promise<boolean[]> {
    const recorded = await Promise.allSettled(
      tasks.map(async (task) => isRecordedBehind(task) || this.history.create(task)),
    );
    const areNew = recorded.map((record) => record.status === 'fulfilled' && record.value);
    const added = tasks.filter((_, place) => areNew[place]);
    try {
      for (const record of recorded) if (record.status === 'rejected') throw record.reason;
      const areAdded = (await this.addAll(added)).values();
      return areNew.map((isNew) => isNew && areAdded.next().value === true);
    } catch (error) {
      await Promise.all(added.map((task) => this.withdraw(task)));
      throw error;
    }
  }

  /**
   * Queues a planned task for its slot. False when the slot is taken. Where Redis is away the
   * durable record stands, and housekeeping adds the job later.
   */
  async plan(task: NewTask): Promise<boolean> {
    if (!(await this.history.create(task))) return false;
    await this.readd(task);
    return true;
  }

  /** Adds the live state and the job of a task that is on record. Repeating it changes nothing. */
  async readd(task: NewTask): Promise<void> {
    const { share } = await this.store.create(task);
    await this.queues.addAll([{ task, rank: rankOf(task, share) }], this.now());
  }

  /** Says of each whether its job was added: it is not for a light one that the store knows already. */
  private async addAll(tasks: readonly NewTask[]): Promise<boolean[]> {
    const trace = this.traceparent();
    const created = await Promise.all(tasks.map((task) => this.begin(task)));
    const areAdded = tasks.map((task, place) => created[place].isNew || !isRecordedBehind(task));
    const ranked = tasks.map((task, place) => ({
      task: trace ? { ...task, trace } : task,
      rank: rankOf(task, created[place].share),
    }));
    await this.queues.addAll(
      ranked.filter((_, place) => areAdded[place]),
      this.now(),
    );
    return areAdded;
  }

  private begin(task: NewTask): Promise<CreatedTask> {
    return this.store.create(task, isRecordedBehind(task) ? this.now() + RIPE_MS : undefined);
  }

  /** Whether the task's job is in its queue and will be run. */
  isQueued(taskId: string, queue: QueueName): Promise<boolean> {
    return this.queues.isAlive(taskId, queue);
  }

  /** Takes the task's job out of its queue. False when a worker holds it, or when there is none. */
  removeWaiting(taskId: string, queue: QueueName): Promise<boolean> {
    return this.queues.remove(taskId, queue);
  }

  counts(): Promise<Record<QueueName, QueueCounts>> {
    return this.queues.counts();
  }

  /**
   * The caller is told that the task was not accepted, and will ask again: it must not run later, nor stand among what failed
   * and can be repeated. A light one may run, it does no harm. A job that came into its queue after all finds no record and is
   * dropped.
   */
  private async withdraw(task: NewTask): Promise<void> {
    if (isRecordedBehind(task)) return;
    await this.history.withdraw(task.id).catch((cause: unknown) => {
      throw new BarkeepError('STORE_UNAVAILABLE', 'The task could not be queued', { cause });
    });
    // A state that was made would show it as waiting; where Redis is away nothing more can be done.
    await this.store.remove(task.id).catch(() => undefined);
  }
}

/**
 * Whoever has more unfinished tasks waits behind those who have fewer, so that nobody's thousand keep another's one from
 * its turn. What a schedule asks for is never kept waiting.
 */
function rankOf({ slot }: NewTask, share: number): number {
  return slot === null ? Math.min(RANKS, Math.max(0, share - 1)) : 0;
}
