interface Waiting<Item, Outcome> {
  item: Item;
  resolve: (outcome: Outcome) => void;
  reject: (error: unknown) => void;
}

/** Sends what is asked for in one turn of the event loop with one call. */
export class TurnBatch<Item, Outcome> {
  private waiting: Waiting<Item, Outcome>[] = [];

  /** `send` gives the outcome of each item, in their order. */
  constructor(private readonly send: (items: readonly Item[]) => Promise<readonly Outcome[]>) {}

  add(item: Item): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      if (this.waiting.length === 0) setImmediate(() => void this.sendAll());
      this.waiting.push({ item, resolve, reject });
    });
  }

  private async sendAll(): Promise<void> {
    const all = this.waiting;
    this.waiting = [];
    try {
      const outcomes = await this.send(all.map(({ item }) => item));
      all.forEach(({ resolve }, place) => resolve(outcomes[place]));
    } catch (error) {
      all.forEach(({ reject }) => reject(error));
    }
  }
}
