interface Waiting<Item, Outcome> {
  item: Item;
  resolve: (outcome: Outcome) => void;
  reject: (error: unknown) => void;
}

/** What may wait for others to go with: until so many do, or so long. */
export interface Patience {
  items: number;
  withinMs: number;
}

/** More than that goes with a call of its own. */
const ITEMS = 500;

/** Sends what is asked for in one turn of the event loop with one call, or, where it may wait, of some turns. */
export class TurnBatch<Item, Outcome> {
  private waiting: Waiting<Item, Outcome>[] = [];
  private isPlanned = false;

  /** `send` gives the outcome of each item, in their order. */
  constructor(
    private readonly send: (items: readonly Item[]) => Promise<readonly Outcome[]>,
    private readonly patience?: Patience,
  ) {}

  add(item: Item): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (this.waiting.length === this.patience?.items) this.sendAll();
      else if (!this.isPlanned) this.plan();
    });
  }

  private plan(): void {
    this.isPlanned = true;
    if (this.patience) setTimeout(() => this.keepPlan(), this.patience.withinMs);
    else setImmediate(() => this.keepPlan());
  }

  private keepPlan(): void {
    this.isPlanned = false;
    this.sendAll();
  }

  private sendAll(): void {
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
