import { BarkeepError, groupBy } from '#domain';
import type { NewTask, QueueName, RunHistory, TaskEnding, TaskStore, Traceparent } from '#jobs';
import type { QueueCounts, TaskQueues } from './bullmq/task-queues.js';

/** More unfinished tasks than that of one submitter stand in the order in which they came. */
const RANKS = 2_000;

/** Brings tasks into the queues: first the durable record, then the live state, then the job. */
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
   * @throws BarkeepError STORE_UNAVAILABLE when it could not be queued; then it will not run.
   */
  async enqueue(task: NewTask): Promise<boolean> {
    const [isNew] = await this.enqueueAll([task]);
    return isNew;
  }

  /**
   * Queues many tasks at once, in their order; says of each whether it was new.
   * @throws BarkeepError STORE_UNAVAILABLE when they could not be queued; then none of them will run that was new.
   */
  async enqueueAll(tasks: readonly NewTask[]): Promise<boolean[]> {
    const recorded = await Promise.allSettled(tasks.map((task) => this.history.create(task)));
    const areNew = recorded.map((record) => record.status === 'fulfilled' && record.value);
    const added = tasks.filter((_, place) => areNew[place]);
    try {
      for (const record of recorded) if (record.status === 'rejected') throw record.reason;
      await this.addAll(added);
    } catch (error) {
      await Promise.all(added.map((task) => this.withdraw(task)));
      throw error;
    }
    return areNew;
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
  readd(task: NewTask): Promise<void> {
    return this.addAll([task]);
  }

  private async addAll(tasks: readonly NewTask[]): Promise<void> {
    const [ranks] = await Promise.all([this.ranksOf(tasks), ...tasks.map((task) => this.store.create(task))]);
    const trace = this.traceparent();
    const ranked = tasks.map((task, place) => ({
      task: trace ? { ...task, trace } : task,
      rank: ranks[place],
    }));
    await this.queues.addAll(ranked, this.now());
  }

  /**
   * Whoever has more unfinished tasks waits behind those who have fewer, so that nobody's thousand keep another's one
   * from its turn. What a schedule asks for is never kept waiting. All of the tasks are on record already.
   */
  private async ranksOf(tasks: readonly NewTask[]): Promise<number[]> {
    const shares = groupBy(tasks, ({ submitter, queue }) => `${queue} ${submitter}`);
    const ranks = new Map<NewTask, number>();
    for (const share of shares.values()) {
      const asked = share.filter(({ slot }) => slot === null);
      if (asked.length === 0) continue;
      const { submitter, queue } = asked[0];
      const all = await this.history.countUnfinished(submitter, queue, RANKS + asked.length - 1);
      asked.forEach((task, place) => ranks.set(task, Math.min(RANKS, all - asked.length + place + 1)));
    }
    return tasks.map((task) => ranks.get(task) ?? 0);
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

  /** The caller is told that the task was not accepted, so it must not run later either. */
  private async withdraw(task: NewTask): Promise<void> {
    const error = { code: 'STORE_UNAVAILABLE', message: 'The task could not be queued' } as const;
    const ending: TaskEnding = {
      status: 'failed',
      outcome: 'failed',
      error,
      summary: null,
      finishedAt: this.now(),
    };
    await this.history.finishPending(task.id, ending).catch((cause: unknown) => {
      throw new BarkeepError('STORE_UNAVAILABLE', 'The task could not be queued', { cause });
    });
  }
}
