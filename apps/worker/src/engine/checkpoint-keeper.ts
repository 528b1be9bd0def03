import { setTimeout as delay } from 'node:timers/promises';
import { MessageChannel, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { RunControl, ThreadCheckpoint } from '#backtest-engine';

/** Where the checkpoints of a run are kept. */
export interface RunCheckpoints {
  /** Those of an earlier run of the same task, in order. */
  readonly found: readonly Uint8Array[];
  /** Milliseconds of work from one to the next, and so what a lost worker costs at most. */
  readonly everyMs: number;
  /** Keeps one. Gives false when a newer run has the task, throws when the store is away. */
  save(number: number, bytes: Uint8Array): Promise<boolean>;
  /** Whether a run that is told to stop is gone on with elsewhere. Read when the signal fires. */
  isWantedAtEnd(): boolean;
}

/**
 * Asks a thread for a checkpoint now and then and has it kept. The next one is asked for when the last one is kept, so
 * that a slow store makes checkpoints rarer and never lets them pile up. Short runs end before the first.
 */
export class CheckpointKeeper {
  /** The thread's end. */
  readonly port: MessagePort;
  private readonly listening: MessagePort;
  private readonly ended = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private saving: Promise<void> = Promise.resolve();

  constructor(
    private readonly control: RunControl,
    private readonly checkpoints: RunCheckpoints,
  ) {
    const { port1, port2 } = new MessageChannel();
    this.listening = port1;
    this.port = port2;
    this.listening.on('message', (checkpoint: ThreadCheckpoint) => this.take(checkpoint));
    this.arm();
  }

  get found(): readonly Uint8Array[] {
    return this.checkpoints.found;
  }

  get isWantedAtEnd(): boolean {
    return this.checkpoints.isWantedAtEnd();
  }

  wish(): void {
    this.control.wishForCheckpoint();
  }

  /** After the run: waits for what it handed over only where somebody goes on with it. */
  async close(): Promise<void> {
    clearTimeout(this.timer);
    this.ended.abort();
    if (this.isWantedAtEnd) {
      for (let left = receiveMessageOnPort(this.listening); left; left = receiveMessageOnPort(this.listening))
        this.take(left.message as ThreadCheckpoint);
      await this.saving;
    }
    this.listening.close();
  }

  private arm(): void {
    clearTimeout(this.timer);
    if (this.ended.signal.aborted) return;
    this.timer = setTimeout(() => this.wish(), this.checkpoints.everyMs);
  }

  private take({ number, bytes }: ThreadCheckpoint): void {
    this.saving = this.saving.then(async () => {
      if (await this.keep(number, bytes)) this.arm();
    });
  }

  /** One that is lost would make all later ones useless: it is tried again until the run has ended. */
  private async keep(number: number, bytes: Uint8Array): Promise<boolean> {
    for (;;) {
      try {
        return await this.checkpoints.save(number, bytes);
      } catch {
        if (this.ended.signal.aborted) return false;
        await delay(this.checkpoints.everyMs, undefined, { signal: this.ended.signal }).catch(
          () => undefined,
        );
      }
    }
  }
}
