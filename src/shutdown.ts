/** What has been opened, to be closed in the opposite order, once, whatever the reason. */
export class Shutdown {
  readonly #steps: { close(): Promise<void>; canWait: boolean }[] = [];
  #running: Promise<void> | undefined;
  #hurry: () => void = () => undefined;
  readonly #hurried = new Promise<void>((resolve) => (this.#hurry = resolve));

  /** True from the first moment of closing: whoever is still opening should stop. */
  get hasBegun(): boolean {
    return this.#running !== undefined;
  }

  /**
   * Opens something and remembers how to close it, from the first moment: what is half open when closing begins is
   * waited for and closed. `canWait` marks work that a person in a hurry cuts short.
   */
  async open<Opened>(
    opening: Promise<Opened>,
    close: (opened: Opened) => Promise<unknown> | void,
    options: { canWait?: boolean } = {},
  ): Promise<Opened> {
    const settled = opening.then(
      (opened) => ({ opened }),
      () => undefined,
    );
    const closeOpened = async (): Promise<void> => {
      const done = await settled;
      if (done) await close(done.opened);
    };
    this.#steps.push({ close: closeOpened, canWait: options.canWait ?? false });
    return opening;
  }

  /** Closes everything; one step that fails does not keep the others from closing. */
  run(): Promise<void> {
    this.#running ??= this.#closeAll();
    return this.#running;
  }

  /** No longer waits for what can be cut short. */
  hurry(): void {
    this.#hurry();
  }

  async #closeAll(): Promise<void> {
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      const closing = step.close().catch((error: Error) => {
        process.stderr.write(`barkeep: while stopping: ${error.message}\n`);
      });
      await (step.canWait ? Promise.race([closing, this.#hurried]) : closing);
    }
  }
}
