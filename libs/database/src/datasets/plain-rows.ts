import { toColumnName, type ColumnKind } from '#domain';
import { storable } from '../storable-text.js';
import type { DatasetTable } from './dataset-sql.js';
import type { AnyRow } from './resolve-subjects.js';

/** A row as SQL takes it in JSON, its values by the names of columns. */
export type PlainRow = Readonly<Record<string, unknown>>;

const TO_PLAIN: Readonly<Record<ColumnKind, (value: never) => unknown>> = {
  text: storable,
  number: (value: number) => value,
  integer: (value: number) => value,
  boolean: (value: boolean) => value,
  date: (value: string) => value,
  instant: (value: number) => new Date(value).toISOString(),
  texts: (value: readonly string[]) => value.map(storable),
  json: (value: object) =>
    JSON.parse(storable(JSON.stringify(value)).replaceAll('\\u0000', '\\ufffd')) as unknown,
};

/** @throws RangeError when two rows have one key: which of them counts is for the caller to settle. */
export function toPlainRows(
  table: DatasetTable,
  rows: readonly AnyRow[],
  subjectKey: (row: AnyRow) => number | string,
): PlainRow[] {
  const seen = new Set<string>();
  const naming = [table.subject ?? '', ...table.definition.key.map(toColumnName)];
  return rows.map((row) => {
    const plain = toPlain(table, row, subjectKey(row));
    const key = JSON.stringify(naming.map((name) => plain[name]));
    if (seen.has(key)) throw new RangeError(`two rows of ${table.name} have the key ${key}`);
    seen.add(key);
    return plain;
  });
}

function toPlain({ columns, subject }: DatasetTable, row: AnyRow, subjectKey: unknown): PlainRow {
  const values: Record<string, unknown> = {};
  for (const { name, sql, kind } of columns) {
    const value = row[name];
    values[sql] = value === null || value === undefined ? null : TO_PLAIN[kind](value as never);
  }
  if (subject) values[subject] = subjectKey;
  return values;
}
