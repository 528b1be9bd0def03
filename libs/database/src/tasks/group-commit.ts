import { BarkeepError } from '#domain';

/** More rows make a statement no cheaper per row, only longer. */
const ROWS = 500;

interface Waiting<Row, Outcome> {
  row: Row;
  resolve: (outcome: Outcome) => void;
  reject: (error: unknown) => void;
}

/**
 * Writes the rows of concurrent callers with one statement, so that they share one commit: what comes while a statement
 * runs goes into the next. Each caller waits until its own row is stored, just as if it had written alone.
 */
export class GroupCommit<Row extends { id: string }, Outcome> {
  private waiting: Waiting<Row, Outcome>[] = [];
  private isWriting = false;

  /** `write` gives the outcome of each row, in their order; no id comes twice in one call. */
  constructor(private readonly write: (rows: readonly Row[]) => Promise<readonly Outcome[]>) {}

  add(row: Row): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ row, resolve, reject });
      if (!this.isWriting) void this.writeAll();
    });
  }

  private async writeAll(): Promise<void> {
    this.isWriting = true;
    // What is asked for in the same turn of the loop goes together.
    await Promise.resolve();
    while (this.waiting.length > 0) await this.writeSome(this.takeSome());
    this.isWriting = false;
  }

  /** One statement changes a row once, so a second write to it waits for the next. */
  private takeSome(): Waiting<Row, Outcome>[] {
    const taken = new Map<string, Waiting<Row, Outcome>>();
    const left: Waiting<Row, Outcome>[] = [];
    for (const one of this.waiting) {
      if (taken.size < ROWS && !taken.has(one.row.id)) taken.set(one.row.id, one);
      else left.push(one);
    }
    this.waiting = left;
    return [...taken.values()];
  }

  private async writeSome(some: readonly Waiting<Row, Outcome>[]): Promise<void> {
    try {
      const outcomes = await this.write(some.map(({ row }) => row));
      some.forEach(({ resolve }, place) => resolve(outcomes[place]));
    } catch (error) {
      const isAway = error instanceof BarkeepError && error.kind === 'unavailable';
      // One row that cannot be stored must not keep the others from it.
      if (some.length > 1 && !isAway) for (const one of some) await this.writeSome([one]);
      else some.forEach(({ reject }) => reject(error));
    }
  }
}
