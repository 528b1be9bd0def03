/** A typed column, or texts where a number won't do. */
export type Column = Float64Array | Int32Array | Uint8Array | readonly string[];

/** A table as columns of equal length; how equity, trades and orders travel between rooms and are stored. */
export interface ColumnTable {
  readonly length: number;
  readonly columns: Readonly<Record<string, Column>>;
}
