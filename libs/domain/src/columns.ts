/** A typed column, or texts where a number won't do. */
export type Column = Float64Array | Int32Array | Uint8Array | readonly string[];

/** A table as columns of equal length; how equity, trades and orders travel between rooms and are stored. */
export interface ColumnTable {
  readonly length: number;
  readonly columns: Readonly<Record<string, Column>>;
}

/** Texts that repeat, as numbers into a list of them. */
export interface TextColumn {
  readonly length: number;
  readonly codes: Int32Array | Uint8Array;
  readonly texts: readonly string[];
}

/** A table as the engine gives it, whose texts may be coded: columns of numbers cross between threads uncopied. */
export interface CodedTable {
  readonly length: number;
  readonly columns: Readonly<Record<string, Column | TextColumn>>;
}

export function isCoded(column: Column | TextColumn): column is TextColumn {
  return 'codes' in column;
}

/** The value of a row. */
export function cellAt(column: Column | TextColumn, row: number): string | number {
  return isCoded(column) ? column.texts[column.codes[row]] : column[row];
}

/** The same table with its texts written out. */
export function toPlainTable({ length, columns }: CodedTable): ColumnTable {
  const plain = Object.entries(columns).map(([name, column]) => [name, toPlainColumn(column)] as const);
  return { length, columns: Object.fromEntries(plain) };
}

export function toPlainColumn(column: Column | TextColumn): Column {
  return isCoded(column) ? Array.from(column.codes, (code) => column.texts[code]) : column;
}
