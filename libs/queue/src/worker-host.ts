import { computeConcurrency, queueDefinition, type LimitSettings, type QueueName } from '#jobs';
import type { RedisConnections } from '#redis';
import { QueueWorker } from './bullmq/queue-worker.js';
import type { ControlChannel } from './control-channel.js';
import type { JobRunner } from './run/job-runner.js';

const POLL_MS = 25;

export interface WorkerHostOptions {
  name: string;
  queues: readonly QueueName[];
  /** Jobs at once in each queue, in place of what the table says. */
  concurrency?: number;
  settings: LimitSettings;
  /** How long running jobs may go on after the host was told to stop. */
  shutdownGraceMs: number;
  onError: (error: Error) => void;
}

/** The queues that one process works on: starts them, passes on what the control channel says, stops them in order. */
export class WorkerHost {
  private workers: QueueWorker[] = [];

  constructor(
    private readonly connections: RedisConnections,
    private readonly runner: JobRunner,
    private readonly control: ControlChannel,
    private readonly options: WorkerHostOptions,
  ) {}

  async start(): Promise<void> {
    await this.control.listen(({ taskId, keepPartial }) => this.runner.cancel(taskId, keepPartial));
    this.workers = this.options.queues.map((queue) => this.createWorker(queue));
    await Promise.all(this.workers.map((worker) => worker.start()));
  }

  /** Running jobs get the grace time; what is left then goes back to its queue. */
  async stop(): Promise<void> {
    this.runner.stopTaking();
    await Promise.all(this.workers.map((worker) => worker.stopTaking()));
    await this.idleWithin(this.options.shutdownGraceMs);
    this.runner.giveBackAll();
    await Promise.all(this.workers.map((worker) => worker.close()));
    this.workers = [];
  }

  private createWorker(name: QueueName): QueueWorker {
    const { settings, concurrency, name: workerName, onError } = this.options;
    const queue = queueDefinition(name);
    return new QueueWorker({
      queue: { ...queue, name },
      concurrency: concurrency ?? computeConcurrency(queue, settings),
      name: workerName,
      connection: this.connections.queueWorker(),
      run: (task) => this.runner.run(task),
      onError,
    });
  }

  private async idleWithin(graceMs: number): Promise<void> {
    const end = Date.now() + graceMs;
    while (this.runner.running > 0 && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}
