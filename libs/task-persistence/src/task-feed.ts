import type { NumberedTaskEvent } from '#jobs';

export type EventListener = (event: NumberedTaskEvent) => void;

/** Gives what is still kept of a task's events after a number, in order. */
export type KeptEvents = (taskId: string, seq: number) => Promise<NumberedTaskEvent[]>;

/**
 * The events of one task for all its listeners of this process, each once and in order. Publication may
 * lose messages while a connection is down, so a hole in the numbers is filled from the stream.
 */
export class TaskFeed {
  private readonly listeners = new Set<EventListener>();
  private lastSeq = 0;
  private work: Promise<void>;

  /** Resolves once the feed stands; its events are those after the number that `begin` gives. */
  readonly begun: Promise<void>;

  constructor(
    private readonly taskId: string,
    begin: () => Promise<number>,
    private readonly keptAfter: KeptEvents,
    private readonly onError: (error: unknown) => void,
  ) {
    this.begun = begin().then((seq) => void (this.lastSeq = seq));
    this.work = this.begun.catch(() => undefined);
  }

  add(listener: EventListener): void {
    this.listeners.add(listener);
  }

  delete(listener: EventListener): void {
    this.listeners.delete(listener);
  }

  get isIdle(): boolean {
    return this.listeners.size === 0;
  }

  /** Takes an event that was heard. */
  hear(event: NumberedTaskEvent): void {
    this.enqueue(async () => {
      if (event.seq > this.lastSeq + 1) await this.fill();
      this.deliver(event);
    });
  }

  /** Looks for what was missed while nothing could be heard. */
  catchUp(): void {
    this.enqueue(() => this.fill());
  }

  private enqueue(step: () => Promise<void>): void {
    this.work = this.work.then(step).catch(this.onError);
  }

  private async fill(): Promise<void> {
    if (this.isIdle) return;
    for (const event of await this.keptAfter(this.taskId, this.lastSeq)) this.deliver(event);
  }

  private deliver(event: NumberedTaskEvent): void {
    if (event.seq <= this.lastSeq) return;
    this.lastSeq = event.seq;
    for (const listener of [...this.listeners]) {
      try {
        listener(event);
      } catch (error) {
        this.onError(error);
      }
    }
  }
}
