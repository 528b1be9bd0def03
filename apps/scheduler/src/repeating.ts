/** Repeats a step with a pause after each, never two at once, until it is stopped. */
export class Repeating {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly step: () => Promise<unknown>,
    private readonly pauseMs: number,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.running = this.turn();
  }

  /** Resolves when the step that runs has ended. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async turn(): Promise<void> {
    await this.step().catch(this.onError);
    if (this.isStopped) return;
    this.timer = setTimeout(() => this.start(), this.pauseMs);
  }
}
