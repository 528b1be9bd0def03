import type { JobContext, JobName, NewTask, PartialResult, PayloadOf, TaskLogger, TaskProgress } from '#jobs';
import type { LiveRun } from './live-run.js';

/** What a handler is given of its run. A class: a literal with getters takes many times as long to make. */
export class RunContext<Name extends JobName> implements JobContext<Name> {
  readonly taskId: string;
  readonly slot: number | null;

  constructor(
    { id, slot }: NewTask,
    readonly job: Name,
    readonly attempt: number,
    readonly payload: PayloadOf<Name>,
    readonly logger: TaskLogger,
    private readonly run: LiveRun,
  ) {
    this.taskId = id;
    this.slot = slot;
  }

  get signal(): AbortSignal {
    return this.run.signal;
  }

  get fence(): number {
    return this.run.fence;
  }

  get keepPartial(): boolean {
    return this.run.keepPartial;
  }

  // Handlers take these two out of it, so they are bound.
  readonly report = (progress: TaskProgress): void => this.run.outbox.report(progress);
  readonly partial = (partial: PartialResult): void => this.run.outbox.addPartial(partial);
}
