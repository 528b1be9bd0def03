import type { ColumnKind } from '#domain';
import { storable } from '../storable-text.js';
import type { DatasetTable } from './dataset-sql.js';
import type { AnyRow } from './resolve-subjects.js';

/** A row as SQL takes it in JSON, with the time that it is about (null where it does not say). */
export type PlainRow = Readonly<Record<string, unknown>> & { event_time: string | null };

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
  return rows.map((row) => {
    const plain = toPlain(table, row, subjectKey(row));
    const key = JSON.stringify(table.key.map((name) => plain[name]));
    if (seen.has(key)) throw new RangeError(`two rows of ${table.name} have the key ${key}`);
    seen.add(key);
    return plain;
  });
}

function toPlain({ columns, definition, subject }: DatasetTable, row: AnyRow, subjectKey: unknown): PlainRow {
  const values: Record<string, unknown> = {};
  for (const { name, sql, kind } of columns) {
    const value = row[name];
    values[sql] = value === null || value === undefined ? null : TO_PLAIN[kind](value as never);
  }
  if (subject) values[subject] = subjectKey;
  const time = row[definition.time] as string | number | null | undefined;
  return { ...values, event_time: time === null || time === undefined ? null : new Date(time).toISOString() };
}
