import { BarkeepError } from '#domain';
import type { TaskStore } from '#jobs';
import { EventOutbox } from './event-outbox.js';
import { WorkerStopping } from './worker-stopping.js';

/** With this reason a signal cancels a run whose part is to be kept. */
export const KEEP_PARTIAL = 'keep the part';

/** What the watch over a run needs to know of it. */
export interface LiveRunOptions {
  taskId: string;
  fence: number;
  /** Milliseconds that the run may still take. */
  remainingMs: number;
  /** Milliseconds between two heartbeats. */
  heartbeatMs: number;
  store: TaskStore;
  /** Makes the state of the task anew where Redis has lost it. */
  restore: () => Promise<void>;
  onError: (error: unknown) => void;
}

/** A run in progress: its signal, its events, its time limit and its heartbeat. */
export class LiveRun {
  readonly outbox: EventOutbox;
  /** Whether a cancelled run should store what it has. */
  keepPartial = false;
  private readonly controller = new AbortController();
  private readonly deadline: NodeJS.Timeout;
  private readonly pulse: NodeJS.Timeout;

  constructor(private readonly options: LiveRunOptions) {
    const { store, taskId, fence, onError } = options;
    this.outbox = new EventOutbox(store, taskId, fence, { onFenced: () => this.leave(), onError });
    this.deadline = setTimeout(() => this.timeOut(), Math.min(options.remainingMs, 2 ** 31 - 1));
    this.pulse = setInterval(() => void this.beat(), options.heartbeatMs);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  cancel(keepPartial: boolean): void {
    if (this.signal.aborted) return;
    this.keepPartial = keepPartial;
    this.controller.abort(new BarkeepError('TASK_CANCELLED', 'The task was cancelled'));
  }

  /** Is cancelled by that signal, whenever it is raised. */
  follow(signal: AbortSignal): void {
    const onAbort = (): void => this.cancel(signal.reason === KEEP_PARTIAL);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  }

  /** Asks the handler to stop so that another worker can take the task. */
  giveBack(): void {
    this.controller.abort(new WorkerStopping());
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

  private leave(): void {
    this.controller.abort(new BarkeepError('RUN_FENCED', 'A newer run of the task has taken over'));
  }

  private timeOut(): void {
    this.controller.abort(new BarkeepError('TASK_TIMEOUT', 'The task took longer than allowed'));
  }

  private async beat(): Promise<void> {
    const { store, taskId, fence, restore, onError } = this.options;
    try {
      const answer = await store.heartbeat(taskId, fence, Date.now());
      if (answer.state === 'fenced') this.leave();
      else if (answer.state === 'unknown') await restore();
      else if (answer.cancelRequested) this.cancel(answer.keepPartial);
    } catch (error) {
      onError(error);
    }
  }
}
