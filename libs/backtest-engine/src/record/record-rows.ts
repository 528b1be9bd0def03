type Column = Float64Array | Int32Array | Uint8Array;

/** Rows of a record as they stand, to be put into another one; texts are codes. */
export interface RecordRows {
  /** Rows before `from` that may have changed; in the columns they come first. */
  readonly changed: Int32Array;
  /** From here on all rows, as far as the record is long. */
  readonly from: number;
  readonly length: number;
  readonly columns: Readonly<Record<string, Column>>;
  /** What the codes of texts stand for. */
  readonly names: readonly string[];
}

/** Some rows of a column in memory of their own: those that may have changed, then all in [from, to). */
export function takeRows<Rows extends Column>(
  column: Rows,
  changed: Int32Array,
  from: number,
  to: number,
): Rows {
  const taken = column.slice(from - changed.length, to) as Rows;
  for (let k = 0; k < changed.length; k += 1) taken[k] = column[changed[k]];
  return taken;
}

/** Puts rows back where they were taken from; none are taken of a column that was not made. */
export function putRows(column: Column, taken: Column, { changed, from }: RecordRows): void {
  if (taken.length === 0) return;
  for (let k = 0; k < changed.length; k += 1) column[changed[k]] = taken[k];
  column.set(taken.subarray(changed.length), from);
}
