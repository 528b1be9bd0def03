/** The rows of a condition that are true, a bit each: a million bars fit into the processor's cache. */
export class TrueRows {
  constructor(
    /** 32 rows each, the first in the lowest bit; bits past the end may be anything. As many as `wordsOf` says. */
    readonly words: Int32Array,
    readonly length: number,
  ) {}

  has(row: number): boolean {
    return ((this.words[row >> 5] >> row) & 1) === 1;
  }

  /** The first row from `row` on that is true; `length` when none is. */
  next(row: number): number {
    const { words, length } = this;
    if (row >= length) return length;
    let at = row >> 5;
    let word = words[at] & (-1 << row);
    while (word === 0) {
      at += 1;
      if (at === words.length) return length;
      word = words[at];
    }
    const found = (at << 5) + 31 - Math.clz32(word & -word);
    return found < length ? found : length;
  }
}

export function wordsOf(length: number): number {
  return (length + 31) >> 5;
}

/** Rows, seen some bars later. */
export interface LaterRows {
  readonly rows: TrueRows;
  readonly bars: number;
}

/** Fills the rows at which both are true, or with `isEither` one of them. */
export function joinRows(out: TrueRows, left: LaterRows, right: LaterRows, isEither: boolean): void {
  const { words } = out;
  for (let at = 0; at < words.length; at += 1) {
    const a = wordAt(left.rows.words, at, left.bars);
    const b = wordAt(right.rows.words, at, right.bars);
    words[at] = isEither ? a | b : a & b;
  }
}

function wordAt(words: Int32Array, at: number, bars: number): number {
  const from = at - (bars >> 5);
  const shift = bars & 31;
  if (from < 0) return 0;
  if (shift === 0) return words[from];
  const before = from > 0 ? words[from - 1] : 0;
  return (words[from] << shift) | (before >>> (32 - shift));
}

/** The rows at which either is true; one that is not there never is. */
export function eitherRows(left: TrueRows, right: TrueRows): TrueRows;
export function eitherRows(left: TrueRows | undefined, right: TrueRows | undefined): TrueRows | undefined;
export function eitherRows(left: TrueRows | undefined, right: TrueRows | undefined): TrueRows | undefined {
  if (left === undefined || right === undefined || left === right) return left ?? right;
  const either = new TrueRows(new Int32Array(left.words.length), left.length);
  joinRows(either, { rows: left, bars: 0 }, { rows: right, bars: 0 }, true);
  return either;
}
