import { giveMemoryBack, takeMemory } from '#domain';

/** The columns that one binding works with, so that their memory can be used again when it is done. */
export class ColumnLoan {
  private readonly memory: ArrayBuffer[] = [];

  /** A column in which anything may stand. */
  take(length: number): Float64Array {
    const buffer = takeMemory(length * 8);
    this.memory.push(buffer);
    return new Float64Array(buffer, 0, length);
  }

  /** Nobody may look at the columns afterwards. */
  giveBack(): void {
    giveMemoryBack(this.memory.splice(0));
  }
}
