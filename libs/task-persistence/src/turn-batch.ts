interface Waiting<Item, Outcome> {
  item: Item;
  resolve: (outcome: Outcome) => void;
  reject: (error: unknown) => void;
}

/** More than that goes with a call of its own. */
const ITEMS = 500;

/** Sends what is asked for in one turn of the event loop with one call. */
export class TurnBatch<Item, Outcome> {
  private waiting: Waiting<Item, Outcome>[] = [];
  private turn: Promise<void> | undefined;

  /** `send` gives the outcome of each item, in their order. */
  constructor(private readonly send: (items: readonly Item[]) => Promise<readonly Outcome[]>) {}

  add(item: Item): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.turn ??= new Promise((sent) => setImmediate(() => sent(this.sendAll())));
    });
  }

  /** Comes when what was added last is on its way. */
  get sent(): Promise<void> {
    return this.turn ?? Promise.resolve();
  }

  private sendAll(): void {
    this.turn = undefined;
    while (this.waiting.length > 0) void this.sendSome(this.waiting.splice(0, ITEMS));
  }

  private async sendSome(all: readonly Waiting<Item, Outcome>[]): Promise<void> {
    try {
      const outcomes = await this.send(all.map(({ item }) => item));
      all.forEach(({ resolve }, place) => resolve(outcomes[place]));
    } catch (error) {
      all.forEach(({ reject }) => reject(error));
    }
  }
}
