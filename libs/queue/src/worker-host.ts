import { computeConcurrency, queueDefinition, type LimitSettings, type QueueName } from '#jobs';
import type { RedisConnections } from '#redis';
import { QueueWorker } from './bullmq/queue-worker.js';
import type { ControlChannel } from './control-channel.js';
import type { JobRunner } from './run/job-runner.js';
import { within } from './within.js';

const POLL_MS = 25;
/** A Redis that is away must not keep a process from ending. */
const STOP_TAKING_MS = 2_000;

export interface WorkerHostOptions {
  name: string;
  queues: readonly QueueName[];
  /** Jobs at once in each queue, in place of what the table says. */
  concurrency?: number;
  settings: LimitSettings;
  /** How long running jobs may go on after the host was told to stop. */
  shutdownGraceMs: number;
  /** How long handlers that were told to stop, and a Redis that is away, are waited for after that. */
  closeMs: number;
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
    await within(Promise.all(this.workers.map((worker) => worker.stopTaking())), STOP_TAKING_MS);
    await this.idleWithin(this.options.shutdownGraceMs);
    this.runner.giveBackAll();
    await within(Promise.all(this.workers.map((worker) => worker.close())), this.options.closeMs);
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
