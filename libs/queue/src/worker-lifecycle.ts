import type { QueueProcessor } from './bullmq/queue-processor.js';
import type { ControlChannel, ControlMessage } from './control-channel.js';
import type { JobRunner } from './run/job-runner.js';
import type { RecordKeeper } from './record-keeper.js';
import { within } from './within.js';
import type { WorkerCommand, WorkerPosture } from './worker-command.js';

const POLL_MS = 25;
/** A Redis that is away must not keep a process from ending. */
const STOP_TAKING_MS = 2_000;

/** A little longer than a run waits for a handler that it told to stop. */
const GIVE_BACK_MS = 12_000;

export interface WorkerLifecycleOptions {
  name: string;
  processors: readonly QueueProcessor[];
  runner: JobRunner;
  control: ControlChannel;
  records: Pick<RecordKeeper, 'start' | 'stop'>;
  /** How long running jobs may go on after the process was told to stop. */
  shutdownGraceMs: number;
  /** Ends the process in order; absent where the process is not this worker's alone. */
  shutdown?: () => void;
}

/** The queues that one process works on: starts them, does what the control channel says, stops them in order. */
export class WorkerLifecycle {
  private paused = false;
  private hasBegun = false;

  constructor(private readonly options: WorkerLifecycleOptions) {}

  get posture(): WorkerPosture {
    const { processors } = this.options;
    return {
      queues: processors.map(({ queue }) => queue),
      concurrency: processors.reduce((sum, processor) => sum + processor.concurrency, 0),
      paused: this.paused,
    };
  }

  async start(): Promise<void> {
    this.hasBegun = true;
    await this.options.control.listen((message) => this.hear(message));
    this.options.records.start();
    await Promise.all(this.options.processors.map((processor) => processor.start()));
  }

  /** Running jobs get the grace time; what is left then goes back to its queue. Nothing, where it never began. */
  async stop(): Promise<void> {
    if (!this.hasBegun) return;
    const { runner, processors, records, shutdownGraceMs } = this.options;
    await within(this.stopTaking(), STOP_TAKING_MS);
    await this.idleWithin(shutdownGraceMs);
    runner.giveBackAll();
    await this.idleWithin(GIVE_BACK_MS);
    await Promise.all(processors.map((processor) => processor.worker.close()));
    await within(records.stop(), STOP_TAKING_MS);
  }

  private hear(message: ControlMessage): void {
    const { name, runner, control } = this.options;
    if (message.kind === 'cancel') {
      runner.cancel(message.taskId, message.keepPartial);
    } else if (message.workers.includes(name)) {
      const refusal = this.obey(message.command);
      // Whoever asked sees by the missing answer that Redis was away.
      control.answer({ id: message.id, worker: name, ...this.posture, refusal }).catch(() => undefined);
    }
  }

  /** Why not, or null. */
  private obey(command: WorkerCommand): string | null {
    const { processors, runner, shutdown } = this.options;
    switch (command.name) {
      case 'ping':
        return null;
      case 'pause':
        this.paused = true;
        void this.stopTaking();
        return null;
      case 'resume':
        this.paused = false;
        runner.resumeTaking();
        void Promise.all(processors.map((processor) => processor.resumeTaking()));
        return null;
      case 'concurrency':
        processors.forEach((processor) => (processor.concurrency = command.jobs));
        return null;
      case 'shutdown':
        if (!shutdown) return 'it shares its process with others: stop that process instead';
        // Not before the answer is on its way.
        setImmediate(shutdown);
        return null;
    }
  }

  private async stopTaking(): Promise<void> {
    this.options.runner.stopTaking();
    await Promise.all(this.options.processors.map((processor) => processor.stopTaking()));
  }

  private async idleWithin(graceMs: number): Promise<void> {
    const end = Date.now() + graceMs;
    while (this.options.runner.running > 0 && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}
