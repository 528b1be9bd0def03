import { toIso } from '../tasks/instants.js';
import { isMissing, type TableBatch, type TableColumn } from './table.js';

/** A row of a table as the wire writes it. */
export type JsonRow = Record<string, unknown>;

/** The rows of a batch as objects: instants are ISO 8601, what is missing is null. */
export function toJsonRows(columns: readonly TableColumn[], { length, values }: TableBatch): JsonRow[] {
  return Array.from({ length }, (_, row) =>
    Object.fromEntries(columns.map(({ name, kind }, at) => [name, toJsonCell(kind, values[at][row])])),
  );
}

function toJsonCell(kind: TableColumn['kind'], value: unknown): unknown {
  if (isMissing(value)) return null;
  return kind === 'instant' ? toIso(value as number) : value;
}
