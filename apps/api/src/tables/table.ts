import type { ColumnKind } from '#domain';

/** A column as the wire names it. */
export interface TableColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly nullable: boolean;
}

/**
 * Some rows of a table, column by column in the order of its columns. Instants are UTC ms, dates `YYYY-MM-DD`; where
 * there is nothing, null, undefined or NaN.
 */
export interface TableBatch {
  readonly length: number;
  readonly values: readonly ArrayLike<unknown>[];
}

export type TableBatches = Iterable<TableBatch> | AsyncIterable<TableBatch>;

/** Objects turned into a batch; `nameOf` says which member of an object a column is. */
export function toBatch<Row extends object>(
  rows: readonly Row[],
  columns: readonly TableColumn[],
  nameOf: (column: TableColumn) => string = ({ name }) => name,
): TableBatch {
  const values = columns.map((column) => {
    const member = nameOf(column) as keyof Row;
    return rows.map((row) => row[member]);
  });
  return { length: rows.length, values };
}

/** Whether a cell holds nothing. */
export function isMissing(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'number' && !Number.isFinite(value));
}
