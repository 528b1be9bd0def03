/**
 * Calls a sender at most once per interval and never twice at once. What was poked while it waited
 * is sent at its next turn, so the last state is never dropped.
 */
export class Pacer {
  private timer: NodeJS.Timeout | undefined;
  private sending: Promise<void> | undefined;
  private wanted = false;
  private lastAt = -Infinity;
  private isClosed = false;

  constructor(
    private readonly intervalMs: number,
    private readonly send: () => Promise<void>,
  ) {}

  /** Says that there is something to send. */
  poke(): void {
    if (this.isClosed) return;
    this.wanted = true;
    this.plan();
  }

  /** Sends what still waits, without regard to the interval, once; later pokes are not heard. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.sending;
    if (this.wanted) await this.send();
  }

  private plan(): void {
    if (!this.wanted || this.timer || this.sending || this.isClosed) return;
    const wait = Math.max(0, this.lastAt + this.intervalMs - Date.now());
    this.timer = setTimeout(() => this.turn(), wait);
  }

  private turn(): void {
    this.timer = undefined;
    this.wanted = false;
    this.lastAt = Date.now();
    this.sending = this.send().finally(() => {
      this.sending = undefined;
      this.plan();
    });
  }
}
