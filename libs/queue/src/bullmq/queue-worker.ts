import { DelayedError, UnrecoverableError, WaitingError, Worker } from 'bullmq';
import type { NewTask, QueueDefinition, QueueName } from '#jobs';
import { KEY_PREFIX, type RedisConnection } from '#redis';
import type { Verdict } from '../run/job-runner.js';
import { toNewTask, toRetention, type TaskJob } from './job-data.js';

/** When a store is away, the delivery is repeated after so long. */
const STORE_AWAY_DELAY_MS = 2_000;
/** Our own count of lost workers decides, not the library's. */
const NEVER_GIVE_UP = 1_000_000;

export interface QueueWorkerOptions {
  queue: QueueDefinition & { name: QueueName };
  concurrency: number;
  name: string;
  connection: RedisConnection;
  run: (task: NewTask) => Promise<Verdict>;
  onError: (error: Error) => void;
}

/** Takes the jobs of one queue and does with each what the runner says. */
export class QueueWorker {
  private readonly worker: Worker;

  constructor(private readonly options: QueueWorkerOptions) {
    const { queue, concurrency, name, connection, onError } = options;
    this.worker = new Worker(queue.name, (job: TaskJob, token?: string) => this.process(job, token), {
      ...{ connection, prefix: KEY_PREFIX, name, concurrency, autorun: false },
      lockDuration: queue.lockMs,
      stalledInterval: queue.stalledCheckMs,
      maxStalledCount: NEVER_GIVE_UP,
      runRetryDelay: 1_000,
      ...(queue.limiter ? { limiter: { max: queue.limiter.max, duration: queue.limiter.durationMs } } : {}),
      ...toRetention(queue),
    });
    this.worker.on('error', onError);
  }

  /** Takes jobs from now on. */
  async start(): Promise<void> {
    await this.worker.waitUntilReady();
    void this.worker.run().catch(this.options.onError);
  }

  /** Takes no further job; those that run go on. */
  async stopTaking(): Promise<void> {
    await this.worker.pause(true);
  }

  /** Waits for the runs and lets go of the queue. */
  async close(): Promise<void> {
    await this.worker.close();
  }

  /** Lets go at once, as if the process had died: locks run out by themselves. */
  async abandon(): Promise<void> {
    await this.worker.close(true);
  }

  private async process(job: TaskJob, token: string | undefined): Promise<unknown> {
    const task = toNewTask(job, this.options.queue.name);
    if (!task) throw new UnrecoverableError(`no job named ${job.name}`);
    const verdict = await this.options.run(task).catch((error: Error): Verdict => {
      this.options.onError(error);
      return { kind: 'retry', delayMs: STORE_AWAY_DELAY_MS };
    });
    switch (verdict.kind) {
      case 'ended':
        if (verdict.status === 'completed') return { status: verdict.status };
        throw new UnrecoverableError(verdict.reason ?? verdict.status);
      case 'dropped':
        return { status: 'dropped' };
      case 'retry':
        await job.moveToDelayed(Date.now() + verdict.delayMs, token);
        throw new DelayedError();
      case 'release':
        await job.moveToWait(token);
        throw new WaitingError();
    }
  }
}
