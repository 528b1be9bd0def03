import { FENCED, type PartialResult, type TaskEvent, type TaskProgress, type TaskStore } from '#jobs';
import { Pacer } from './pacer.js';
import { PartialBuffer } from './partial-buffer.js';

/** Ten messages a second: half of what may go out, and smooth to look at. */
const PROGRESS_INTERVAL_MS = 100;
const PARTIAL_INTERVAL_MS = 500;

export interface OutboxListener {
  onFenced: () => void;
  onError: (error: unknown) => void;
}

/** The events of one run on their way to the task store: one after the other, no more often than watchers want. */
export class EventOutbox {
  private newest: TaskProgress | undefined;
  private readonly partials = new PartialBuffer();
  private begin: (fence: number) => void = () => undefined;
  private readonly fence = new Promise<number>((resolve) => (this.begin = resolve));
  private last: Promise<unknown> = this.fence;
  private readonly progress = new Pacer(PROGRESS_INTERVAL_MS, () => this.sendProgress());
  private readonly partial = new Pacer(PARTIAL_INTERVAL_MS, () => this.sendPartial());

  constructor(
    private readonly store: TaskStore,
    private readonly taskId: string,
    private readonly listener: OutboxListener,
  ) {}

  /** From now on what was told goes out, under that fence. */
  open(fence: number): void {
    this.begin(fence);
  }

  /** Whether nothing was told yet. */
  get isEmpty(): boolean {
    return this.newest === undefined && this.partials.isEmpty;
  }

  /** The progress reported last. */
  get reported(): TaskProgress | undefined {
    return this.newest;
  }

  report(progress: TaskProgress): void {
    this.newest = progress;
    this.progress.poke();
  }

  addPartial(partial: PartialResult): void {
    this.partials.add(partial);
    this.partial.poke();
  }

  /** Sends the newest of what still waits; later reports are not heard. Errors don't pass: what follows says more. */
  async close(): Promise<void> {
    await this.progress.close();
    await this.partial.close();
  }

  /** Appends the events after all that went before. Throws when the store is away. */
  append(...events: [...TaskEvent[], TaskEvent]): Promise<number | typeof FENCED> {
    const sent = this.last.then(async () => this.store.append(this.taskId, await this.fence, ...events));
    this.last = sent.catch(() => undefined);
    return sent;
  }

  private async sendProgress(): Promise<void> {
    if (this.newest) await this.offer({ event: 'progress', progress: this.newest });
  }

  private async sendPartial(): Promise<void> {
    await this.offer({ event: 'partial', partial: this.partials.take() });
    if (!this.partials.isEmpty) this.partial.poke();
  }

  private async offer(event: TaskEvent): Promise<void> {
    try {
      if ((await this.append(event)) === FENCED) this.listener.onFenced();
    } catch (error) {
      this.listener.onError(error);
    }
  }
}
