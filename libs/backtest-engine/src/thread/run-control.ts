const CANCELLED = 0;
const BARS_DONE = 1;
const BARS_TOTAL = 2;
const INDICATOR = 3;
const INDICATORS = 4;
const CHECKPOINT = 5;
const MEGABYTES = 6;
const CELLS = 7;

/** What both sides of a run see at any moment, without a message: shared memory of seven 32-bit numbers. */
export class RunControl {
  private readonly cells: Int32Array;

  /** Lies over the memory of another side, or over new memory. */
  constructor(
    readonly memory: SharedArrayBuffer = new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT),
  ) {
    this.cells = new Int32Array(memory);
  }

  /** Asks the run to end at its next look. */
  cancel(): void {
    Atomics.store(this.cells, CANCELLED, 1);
  }

  get isCancelled(): boolean {
    return Atomics.load(this.cells, CANCELLED) === 1;
  }

  /** What the thread holds now, in bytes. */
  reportMemory(bytes: number): void {
    Atomics.store(this.cells, MEGABYTES, Math.round(bytes / 2 ** 20));
  }

  /** What it held after the run; 0 until then. */
  get megabytes(): number {
    return Atomics.load(this.cells, MEGABYTES);
  }

  /** Asks the run to hand over a checkpoint at its next look. */
  wishForCheckpoint(): void {
    Atomics.store(this.cells, CHECKPOINT, 1);
  }

  /** Whether one is wished for; the wish is granted by asking. */
  takeCheckpointWish(): boolean {
    return Atomics.exchange(this.cells, CHECKPOINT, 0) === 1;
  }

  report(barsDone: number, barsTotal: number): void {
    Atomics.store(this.cells, BARS_DONE, barsDone);
    Atomics.store(this.cells, BARS_TOTAL, barsTotal);
  }

  reportIndicator(indicator: number, indicators: number): void {
    Atomics.store(this.cells, INDICATOR, indicator);
    Atomics.store(this.cells, INDICATORS, indicators);
  }

  /** The indicator that is computed, from 1 on, or was the last; of 0 until then. */
  get binding(): { indicator: number; indicators: number } {
    return {
      indicator: Atomics.load(this.cells, INDICATOR),
      indicators: Atomics.load(this.cells, INDICATORS),
    };
  }

  /** The total is 0 until the first bar is due. */
  get progress(): { barsDone: number; barsTotal: number } {
    return { barsDone: Atomics.load(this.cells, BARS_DONE), barsTotal: Atomics.load(this.cells, BARS_TOTAL) };
  }
}
