import { Queue } from 'bullmq';
import { QUEUE_NAMES, type NewTask, type QueueName } from '#jobs';
import { answerOrUnavailable, KEY_PREFIX, type RedisConnections } from '#redis';
import { toJobData, toJobOptions, type JobData } from './job-data.js';

/** Jobs of a queue by their state. */
export interface QueueCounts {
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
  completed: number;
  paused: boolean;
}

/** The states of a job that will still be run by itself. */
const ALIVE = new Set(['waiting', 'active', 'delayed', 'prioritized', 'waiting-children']);

/** The queues of the table, for those who add to them and look into them. */
export class TaskQueues {
  private readonly queues = new Map<QueueName, Queue<JobData>>();

  constructor(
    private readonly connections: RedisConnections,
    private readonly onError: (error: Error) => void,
  ) {}

  /** Adds the task's job unless one with its id exists. */
  async add(task: NewTask, now: number): Promise<void> {
    await answerOrUnavailable(() =>
      this.queue(task.queue).add(task.job, toJobData(task), toJobOptions(task, now)),
    );
  }

  /** Whether the task's job is there and will be run. */
  async isAlive(taskId: string, queue: QueueName): Promise<boolean> {
    return ALIVE.has(await answerOrUnavailable(() => this.queue(queue).getJobState(taskId)));
  }

  /** Removes the task's job. False when a worker holds it, or when there is none. */
  async remove(taskId: string, queue: QueueName): Promise<boolean> {
    return (await answerOrUnavailable(() => this.queue(queue).remove(taskId))) === 1;
  }

  async counts(): Promise<Record<QueueName, QueueCounts>> {
    const entries = await answerOrUnavailable(() =>
      Promise.all(QUEUE_NAMES.map(async (name) => [name, await this.countsOf(name)] as const)),
    );
    return Object.fromEntries(entries) as Record<QueueName, QueueCounts>;
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  private async countsOf(name: QueueName): Promise<QueueCounts> {
    const queue = this.queue(name);
    const [counts, paused] = await Promise.all([
      queue.getJobCounts('waiting', 'active', 'delayed', 'failed', 'completed'),
      queue.isPaused(),
    ]);
    const { waiting, active, delayed, failed, completed } = counts;
    return { waiting, active, delayed, failed, completed, paused };
  }

  private queue(name: QueueName): Queue<JobData> {
    const known = this.queues.get(name);
    if (known) return known;
    const queue = new Queue<JobData>(name, { connection: this.connections.queue(), prefix: KEY_PREFIX });
    queue.on('error', this.onError);
    this.queues.set(name, queue);
    return queue;
  }
}
