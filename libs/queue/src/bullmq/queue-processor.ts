import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Logger } from '@nestjs/common';
import { DelayedError, UnrecoverableError, WaitingError, type WorkerOptions } from 'bullmq';
import type { NewTask, QueueDefinition, QueueName } from '#jobs';
import { isRedisAway, type RedisConnection } from '#redis';
import type { JobRunner } from '../run/job-runner.js';
import type { Verdict } from '../run/verdict.js';
import { toNewTask, toRetention, type TaskJob } from './job-data.js';
import type { QueueWorker } from './queue-worker.js';

/** When a store is away, the delivery is repeated after so long. */
const STORE_AWAY_DELAY_MS = 2_000;
/** Our own count of lost workers decides, not the library's. */
const NEVER_GIVE_UP = 1_000_000;

/** A row of the queue table as one worker process runs it. */
export interface QueueProcessorOptions {
  queue: QueueDefinition & { name: QueueName };
  concurrency: number;
  /** The name of the worker. */
  name: string;
  connection: RedisConnection;
}

/** Takes the jobs of one queue and does with each what the runner says. */
export abstract class QueueProcessor extends WorkerHost<QueueWorker> {
  private readonly log = new Logger('Worker');

  constructor(
    readonly queue: QueueName,
    private readonly runner: Pick<JobRunner, 'run'>,
  ) {
    super();
  }

  /** Takes jobs from now on. */
  async start(): Promise<void> {
    await this.worker.waitUntilReady();
    void this.worker.run().catch((error: Error) => this.reportError(error));
  }

  /** Takes no further job; those that run go on. */
  async stopTaking(): Promise<void> {
    await this.worker.pause(true);
  }

  /** Takes jobs again. */
  async resumeTaking(): Promise<void> {
    await this.worker.resume();
  }

  /** Jobs that it runs at once. */
  get concurrency(): number {
    return this.worker.concurrency;
  }

  set concurrency(jobs: number) {
    this.worker.concurrency = jobs;
  }

  /** Without a third parameter the library makes no signal: the runner cancels its runs itself. */
  async process(job: TaskJob, token: string | undefined): Promise<unknown> {
    const task = toNewTask(job, this.queue);
    if (!task) throw new UnrecoverableError(`no job named ${job.name}`);
    return carryOut(await this.run(task, job.attemptsStarted === 1), job, token);
  }

  private async run(task: NewTask, isFirst: boolean): Promise<Verdict> {
    try {
      return await this.runner.run(task, isFirst);
    } catch (error) {
      this.reportError(error as Error);
      return { kind: 'retry', delayMs: STORE_AWAY_DELAY_MS };
    }
  }

  /** The connections tell of their outages once; the library would for each try. */
  @OnWorkerEvent('error')
  reportError(error: Error): void {
    if (isRedisAway(error)) this.log.debug(error.message);
    else this.log.warn(error.message);
  }
}

/** The processor class of a row. Its worker is made by the framework and takes nothing before `start`. */
export function createProcessor(
  options: QueueProcessorOptions,
): new (runner: Pick<JobRunner, 'run'>) => QueueProcessor {
  const { name } = options.queue;

  @Processor(name, toWorkerOptions(options))
  class RowProcessor extends QueueProcessor {
    constructor(runner: Pick<JobRunner, 'run'>) {
      super(name, runner);
    }
  }
  return RowProcessor;
}

function toWorkerOptions({ queue, concurrency, name, connection }: QueueProcessorOptions): WorkerOptions {
  return {
    ...{ connection, name, concurrency, autorun: false },
    lockDuration: queue.lockMs,
    stalledInterval: queue.stalledCheckMs,
    maxStalledCount: NEVER_GIVE_UP,
    runRetryDelay: 1_000,
    ...(queue.limiter ? { limiter: { max: queue.limiter.max, duration: queue.limiter.durationMs } } : {}),
    ...toRetention(queue),
  };
}

async function carryOut(verdict: Verdict, job: TaskJob, token: string | undefined): Promise<unknown> {
  switch (verdict.kind) {
    case 'ended':
      // What somebody cancelled has not failed: an operator who counts failures must not find it there.
      if (verdict.status === 'completed' || verdict.status === 'cancelled') return { status: verdict.status };
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
