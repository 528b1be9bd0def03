/** A step that never runs twice at once: a turn that comes while it runs is left out. */
export class OneAtATime {
  private running: Promise<void> | undefined;

  constructor(
    private readonly step: () => Promise<unknown>,
    private readonly onError: (error: unknown) => void,
  ) {}

  turn(): void {
    this.running ??= this.step()
      .then(() => undefined, this.onError)
      .finally(() => (this.running = undefined));
  }

  /** Resolves when the step that runs has ended. */
  async idle(): Promise<void> {
    await this.running;
  }
}
