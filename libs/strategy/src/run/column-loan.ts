import { giveMemoryBack, takeMemory } from '#domain';

/** Columns whose memory is used again when whoever took them is done. */
export class ColumnLoan {
  private readonly memory = new Set<ArrayBuffer>();
  private taken = 0;

  /** Bytes that are out. */
  get bytes(): number {
    return this.taken;
  }

  /** A column in which anything may stand. */
  take(length: number): Float64Array {
    const buffer = takeMemory(length * 8);
    this.memory.add(buffer);
    this.taken += buffer.byteLength;
    return new Float64Array(buffer, 0, length);
  }

  /** Nobody may look at the column afterwards. */
  giveBack(column: Float64Array): void {
    const buffer = column.buffer as ArrayBuffer;
    if (!this.memory.delete(buffer)) return;
    this.taken -= buffer.byteLength;
    giveMemoryBack([buffer]);
  }

  /** The same for all of them. */
  giveAllBack(): void {
    giveMemoryBack([...this.memory]);
    this.memory.clear();
    this.taken = 0;
  }
}
