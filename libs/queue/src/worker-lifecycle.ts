import type { QueueProcessor } from './bullmq/queue-processor.js';
import type { ControlChannel } from './control-channel.js';
import type { JobRunner } from './run/job-runner.js';
import { within } from './within.js';

const POLL_MS = 25;
/** A Redis that is away must not keep a process from ending. */
const STOP_TAKING_MS = 2_000;

/** A little longer than a run waits for a handler that it told to stop. */
const GIVE_BACK_MS = 12_000;

/** The queues that one process works on: starts them, passes on what the control channel says, stops them in order. */
export class WorkerLifecycle {
  constructor(
    private readonly processors: readonly QueueProcessor[],
    private readonly runner: JobRunner,
    private readonly control: ControlChannel,
    /** How long running jobs may go on after the process was told to stop. */
    private readonly shutdownGraceMs: number,
  ) {}

  async start(): Promise<void> {
    await this.control.listen(({ taskId, keepPartial }) => {
      this.processors.forEach((processor) => processor.cancel(taskId, keepPartial));
    });
    await Promise.all(this.processors.map((processor) => processor.start()));
  }

  /** Running jobs get the grace time; what is left then goes back to its queue. */
  async stop(): Promise<void> {
    this.runner.stopTaking();
    await within(Promise.all(this.processors.map((processor) => processor.stopTaking())), STOP_TAKING_MS);
    await this.idleWithin(this.shutdownGraceMs);
    this.runner.giveBackAll();
    await this.idleWithin(GIVE_BACK_MS);
    await Promise.all(this.processors.map((processor) => processor.worker.close()));
  }

  private async idleWithin(graceMs: number): Promise<void> {
    const end = Date.now() + graceMs;
    while (this.runner.running > 0 && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}
