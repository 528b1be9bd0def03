/** Why a trade of that size was entered. */
export function reasonOf(size: number): string {
  return size > 0 ? 'enter_long' : 'enter_short';
}

/**
 * What market orders alone made of a position, each filled at the open after its decision: a row for each such bar, after
 * row 0 for what was held before. Columns that are used again.
 */
export class PlainRun {
  /** The last row. */
  fills = 0;
  /** Fills after which something is held, and those with which a trade ended. */
  entries = 0;
  exits = 0;
  /** Bar of the fill; in row 0 that of the entry. */
  readonly bar: Int32Array;
  /** What is held from the fill on: signed units, 0 for nothing; until the fill is priced ±1 or 0. */
  readonly size: Float64Array;
  readonly entryPrice: Float64Array;
  /** Money, as are those that follow. */
  readonly entryFee: Float64Array;
  /** Of what the row before held. */
  readonly exitPrice: Float64Array;
  readonly exitFee: Float64Array;
  /** After the fill. */
  readonly cash: Float64Array;

  /** For so many bars, each of which may have a fill. */
  constructor(bars: number) {
    const rows = bars + 1;
    this.bar = new Int32Array(rows);
    this.size = new Float64Array(rows);
    this.entryPrice = new Float64Array(rows);
    this.entryFee = new Float64Array(rows);
    this.exitPrice = new Float64Array(rows);
    this.exitFee = new Float64Array(rows);
    this.cash = new Float64Array(rows);
  }

  /** Where the latest trade ended; -1 where none did. */
  get lastExitBar(): number {
    let row = this.fills;
    while (row > 0 && this.size[row - 1] === 0) row -= 1;
    return row > 0 ? this.bar[row] : -1;
  }
}
