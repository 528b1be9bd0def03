import { BarkeepError } from '#domain';
import type { TaskStore } from '#jobs';
import { EventOutbox } from './event-outbox.js';
import { WorkerStopping } from './worker-stopping.js';

/** What the watch over a run needs, the same for all runs of a worker. */
export interface LiveRunOptions {
  /** Milliseconds between two heartbeats. */
  heartbeatMs: number;
  store: TaskStore;
  onError: (taskId: string, error: unknown) => void;
}

/** What is known of a run once it is opened. */
export interface OpenedLiveRun {
  fence: number;
  /** Milliseconds that the run may still take. */
  remainingMs: number;
  /** Makes the state of the task anew where Redis has lost it. */
  restore: () => Promise<void>;
}

/** A run in progress: its signal and, from when it is opened, its events, its time limit and its heartbeat. */
export class LiveRun {
  /** Whether a cancelled run should store what it has. */
  keepPartial = false;
  private controller: AbortController | undefined;
  private stopped: { reason: unknown } | undefined;
  private deadline: NodeJS.Timeout | undefined;
  private pulse: NodeJS.Timeout | undefined;
  private opened: OpenedLiveRun | undefined;
  private sent: EventOutbox | undefined;

  constructor(
    private readonly taskId: string,
    private readonly options: LiveRunOptions,
  ) {}

  /** Made when it is first asked for, as the signal is. */
  get outbox(): EventOutbox {
    this.sent ??= new EventOutbox(this.options.store, this.taskId, {
      onFenced: () => this.leave(),
      onError: (error) => this.options.onError(this.taskId, error),
    });
    return this.sent;
  }

  /** Whether nothing was told yet. */
  get isSilent(): boolean {
    return this.sent?.isEmpty ?? true;
  }

  open(opened: OpenedLiveRun): void {
    this.opened = opened;
    this.outbox.open(opened.fence);
    this.deadline = setTimeout(() => this.timeOut(), Math.min(opened.remainingMs, 2 ** 31 - 1));
    this.pulse = setInterval(() => void this.beat(opened), this.options.heartbeatMs);
  }

  /** A run that nobody opened yet can only be the first. */
  get fence(): number {
    return this.opened?.fence ?? 1;
  }

  /** Made when it is first asked for: few short runs do. */
  get signal(): AbortSignal {
    if (!this.controller) {
      this.controller = new AbortController();
      if (this.stopped) this.controller.abort(this.stopped.reason);
    }
    return this.controller.signal;
  }

  /** Whether the run was told to stop. */
  get aborted(): boolean {
    return this.stopped !== undefined;
  }

  /** Why. */
  get reason(): unknown {
    return this.stopped?.reason;
  }

  cancel(keepPartial: boolean): void {
    if (this.stopped) return;
    this.keepPartial = keepPartial;
    this.stop(new BarkeepError('TASK_CANCELLED', 'The task was cancelled'));
  }

  /** Asks the handler to stop so that another worker can take the task. */
  giveBack(): void {
    this.stop(new WorkerStopping());
  }

  /** Resolves `graceMs` after the run was told to stop: a handler that has not answered by then is not waited for. */
  async overdue(graceMs: number): Promise<void> {
    if (!this.signal.aborted) {
      await new Promise((resolve) => this.signal.addEventListener('abort', resolve, { once: true }));
    }
    await new Promise((resolve) => setTimeout(resolve, graceMs).unref());
  }

  close(): void {
    clearTimeout(this.deadline);
    clearInterval(this.pulse);
  }

  leave(): void {
    this.stop(new BarkeepError('RUN_FENCED', 'A newer run of the task has taken over'));
  }

  private stop(reason: unknown): void {
    this.stopped ??= { reason };
    this.controller?.abort(this.stopped.reason);
  }

  private timeOut(): void {
    this.stop(new BarkeepError('TASK_TIMEOUT', 'The task took longer than allowed'));
  }

  private async beat({ fence, restore }: OpenedLiveRun): Promise<void> {
    const { store, onError } = this.options;
    try {
      const answer = await store.heartbeat(this.taskId, fence, Date.now());
      if (answer.state === 'fenced') this.leave();
      else if (answer.state === 'unknown') await restore();
      else if (answer.cancelRequested) this.cancel(answer.keepPartial);
    } catch (error) {
      onError(this.taskId, error);
    }
  }
}
