import { Logger } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { groupBy } from '#domain';
import type { NewTask, QueueName } from '#jobs';
import { answerOrUnavailable } from '#redis';
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

/** A task to be queued, and its place among those that wait: 0 for the next, higher for later ones. */
interface RankedTask {
  task: NewTask;
  rank: number;
}

/** Jobs that are added in one step. */
const BULK = 1_000;
/** The states of a job that will still be run by itself. */
const ALIVE = new Set(['waiting', 'active', 'delayed', 'prioritized', 'waiting-children']);

/** The queues of the table, for those who add to them and look into them. */
export class TaskQueues {
  private readonly log = new Logger('Queues');

  constructor(private readonly queues: readonly Queue<JobData>[]) {
    queues.forEach((queue) => queue.on('error', (error) => this.log.debug(error.message)));
  }

  /** Adds the jobs of the tasks, unless one of that id exists, each behind those of a lower rank. */
  async addAll(ranked: readonly RankedTask[], now: number): Promise<void> {
    for (const [queue, share] of groupBy(ranked, ({ task }) => task.queue)) {
      for (let from = 0; from < share.length; from += BULK) {
        const jobs = share.slice(from, from + BULK).map(({ task, rank }) => ({
          name: task.job,
          data: toJobData(task),
          opts: toJobOptions(task, rank, now),
        }));
        await answerOrUnavailable(() => add(this.queue(queue), jobs));
      }
    }
  }

  /** Whether the task's job is there and will be run. */
  async isAlive(taskId: string, queue: QueueName): Promise<boolean> {
    return ALIVE.has(await answerOrUnavailable(() => this.queue(queue).getJobState(taskId)));
  }

  /** Removes the task's job. False when a worker holds it, or when there is none. */
  async remove(taskId: string, queue: QueueName): Promise<boolean> {
    return (await answerOrUnavailable(() => this.queue(queue).remove(taskId))) === 1;
  }

  /** Lets no worker take a job of it; those that run go on. */
  async pause(name: QueueName): Promise<void> {
    await answerOrUnavailable(() => this.queue(name).pause());
  }

  async resume(name: QueueName): Promise<void> {
    await answerOrUnavailable(() => this.queue(name).resume());
  }

  /** Forgets the jobs that have ended; the record of their tasks stays. Gives how many. */
  async clean(name: QueueName): Promise<number> {
    const ended = ['completed', 'failed'] as const;
    const removed = await answerOrUnavailable(() =>
      Promise.all(ended.map((state) => this.queue(name).clean(0, 0, state))),
    );
    return removed.flat().length;
  }

  async counts(): Promise<Record<QueueName, QueueCounts>> {
    const entries = await answerOrUnavailable(() =>
      Promise.all(this.queues.map(async (queue) => [queue.name, await countsOf(queue)] as const)),
    );
    return Object.fromEntries(entries) as Record<QueueName, QueueCounts>;
  }

  private queue(name: QueueName): Queue<JobData> {
    const found = this.queues.find((queue) => queue.name === name);
    if (!found) throw new Error(`no queue named ${name}`);
    return found;
  }
}

/** One by itself takes the shorter way. */
async function add(queue: Queue<JobData>, jobs: Parameters<Queue<JobData>['addBulk']>[0]): Promise<void> {
  if (jobs.length === 1) await queue.add(jobs[0].name, jobs[0].data, jobs[0].opts);
  else await queue.addBulk(jobs);
}

async function countsOf(queue: Queue): Promise<QueueCounts> {
  const [counts, paused] = await Promise.all([
    queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed', 'completed'),
    queue.isPaused(),
  ]);
  const { waiting, prioritized, active, delayed, failed, completed } = counts;
  return { waiting: waiting + prioritized, active, delayed, failed, completed, paused };
}
