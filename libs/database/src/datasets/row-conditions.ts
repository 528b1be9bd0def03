import { BarkeepError, isDate, type ColumnKind, type RowDataset } from '#domain';
import { sql, type SQL } from 'drizzle-orm';
import { datasetTable, SQL_TYPES, type DatasetColumn, type DatasetTable } from './dataset-sql.js';
import { META_COLUMNS, type StoredRow } from './stored-row.js';

/** Years 1 to 9999, which dates of four digits can say. */
const FIRST_INSTANT = Date.parse('0001-01-01');
const END_OF_INSTANTS = Date.UTC(10_000, 0);

type Scalar = string | number | boolean;
interface Bounds {
  readonly min?: Scalar;
  readonly max?: Scalar;
}

/** Equal to, one of, or within bounds (both inclusive). Dates are `YYYY-MM-DD`, instants UTC ms. */
export type ColumnCondition = Scalar | readonly Scalar[] | Bounds;

export interface RowConditions {
  /** Symbols or ids of series; of a dataset of the world with `symbols` those that a row names. All when absent. */
  subjects?: readonly string[];
  /** By what the rows are about (`eventTime`), [from, to), UTC ms. */
  from?: number;
  to?: number;
  /** By the names of columns in code. */
  where?: Readonly<Record<string, ColumnCondition>>;
}

export type RowOrder = 'newest' | 'oldest';

/** @throws BarkeepError PARAMETER_INVALID for a column that the dataset does not have. */
export function toConditions(table: DatasetTable, { subjects, from, to, where = {} }: RowConditions): SQL {
  return all([
    subjects && subjectCondition(table, subjects),
    from === undefined ? undefined : sql`t.event_time >= ${toTimestamp(from)}`,
    to === undefined ? undefined : sql`t.event_time < ${toTimestamp(to)}`,
    ...Object.entries(where).map(([name, condition]) => columnCondition(table, name, condition)),
  ]);
}

export function all(conditions: readonly (SQL | undefined)[]): SQL {
  const present = conditions.filter((condition) => condition !== undefined);
  return present.length === 0 ? sql`true` : sql.join(present, sql` and `);
}

export function toTimestamp(instant: number): SQL {
  return sql`${new Date(instant).toISOString()}::timestamptz`;
}

export function toOrder(table: DatasetTable, order: RowOrder): SQL {
  const direction = sql.raw(order === 'oldest' ? 'asc' : 'desc');
  return sql.join(
    orderColumns(table).map((name) => sql`t.${sql.identifier(name)} ${direction}`),
    sql`, `,
  );
}

/** Where a page ended, for `after` of the next. */
export function cursorOf(dataset: RowDataset, row: StoredRow): string {
  const table = datasetTable(dataset);
  const values = orderColumns(table).map((name) => (row as Record<string, unknown>)[nameInCode(table, name)]);
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The rows after a cursor. @throws BarkeepError PARAMETER_INVALID for a cursor that no page gave. */
export function afterCursor(table: DatasetTable, order: RowOrder, cursor: string): SQL {
  const names = orderColumns(table);
  const kinds = names.map((name) => kindOfColumn(table, name));
  const values = parseCursor(cursor, kinds);
  if (!values) throw new BarkeepError('PARAMETER_INVALID', 'The cursor is not one of ours');
  const columns = names.map((name) => sql`t.${sql.identifier(name)}`);
  const bounds = names.map((name, at) => {
    if (name === 'event_time') return toTimestamp(Number(values[at]));
    if (name === 'instrument_id') return sql`(select id from instruments where symbol = ${values[at]})`;
    return sql`${values[at]}::${sql.raw(SQL_TYPES[kinds[at]])}`;
  });
  const comparison = sql.raw(order === 'oldest' ? '>' : '<');
  return sql`(${sql.join(columns, sql`, `)}) ${comparison} (${sql.join(bounds, sql`, `)})`;
}

/** What a page can have given for a column that rows are ordered by. */
const GIVEN: { readonly [Kind in ColumnKind]?: (value: unknown) => boolean } = {
  text: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
  date: (value) => typeof value === 'string' && isDate(value),
  instant: (value) => typeof value === 'number' && value >= FIRST_INSTANT && value < END_OF_INSTANTS,
};

function parseCursor(cursor: string, kinds: readonly ColumnKind[]): (string | number)[] | undefined {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(values) || values.length !== kinds.length) return undefined;
    return kinds.every((kind, at) => GIVEN[kind]?.(values[at])) ? values : undefined;
  } catch {
    return undefined;
  }
}

function kindOfColumn({ columns }: DatasetTable, name: string): ColumnKind {
  if (name === 'event_time') return 'instant';
  return columns.find(({ sql: column }) => column === name)?.kind ?? 'text';
}

/** Time first, then what tells rows of one time apart. */
function orderColumns({ key }: DatasetTable): string[] {
  return ['event_time', ...key.filter((name) => name !== 'event_time')];
}

function nameInCode(table: DatasetTable, column: string): string {
  if (column === 'instrument_id') return 'symbol';
  return [...table.columns, ...META_COLUMNS].find(({ sql: name }) => name === column)?.name ?? column;
}

function subjectCondition(table: DatasetTable, subjects: readonly string[]): SQL | undefined {
  if (table.subject === 'series') return sql`t.series = any(${sql.param(subjects)})`;
  if (table.subject === 'instrument_id')
    // With an equality the index gives the order as well.
    return subjects.length === 1
      ? sql`t.instrument_id = (select id from instruments where symbol = ${subjects[0]})`
      : sql`t.instrument_id in (select id from instruments where symbol = any(${sql.param(subjects)}))`;
  const naming = table.columns.find(({ kind }) => kind === 'texts');
  return naming && sql`t.${sql.identifier(naming.sql)} && ${sql.param(subjects)}::text[]`;
}

/** @throws BarkeepError PARAMETER_INVALID. */
export function requireColumn(table: DatasetTable, name: string): DatasetColumn {
  const column = [...table.columns, ...META_COLUMNS].find((one) => one.name === name);
  if (!column) throw new BarkeepError('PARAMETER_INVALID', `${table.name} has no column ${name}`);
  return column;
}

function columnCondition(table: DatasetTable, name: string, condition: ColumnCondition): SQL {
  const column = requireColumn(table, name);
  const stored = sql`t.${sql.identifier(column.sql)}`;
  const listed = toList(condition);
  if (listed) return sql`${stored} in ${listed.map((value) => toValue(column, value))}`;
  const { min, max } = condition as Bounds;
  return all([
    min === undefined ? undefined : sql`${stored} >= ${toValue(column, min)}`,
    max === undefined ? undefined : sql`${stored} <= ${toValue(column, max)}`,
  ]);
}

/** The values of a condition that lists them; undefined for bounds. */
function toList(condition: ColumnCondition): readonly Scalar[] | undefined {
  if (typeof condition !== 'object') return [condition];
  return Array.isArray(condition) ? (condition as readonly Scalar[]) : undefined;
}

function toValue({ kind }: Pick<DatasetColumn, 'kind'>, value: Scalar): Scalar {
  return kind === 'instant' ? new Date(Number(value)).toISOString() : value;
}
