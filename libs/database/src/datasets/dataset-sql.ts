import {
  datasetDefinition,
  kindOf,
  toColumnName,
  type ColumnKind,
  type ColumnSpec,
  type DatasetDefinition,
  type RowDataset,
} from '#domain';

/** What holds a value of each kind. */
export const SQL_TYPES: Readonly<Record<ColumnKind, string>> = {
  text: 'text',
  number: 'double precision',
  integer: 'integer',
  boolean: 'boolean',
  date: 'date',
  instant: 'timestamptz',
  texts: 'text[]',
  json: 'jsonb',
};

/** Those that have a partition for each month of `event_time`. */
const MONTHLY: ReadonlySet<string> = new Set<RowDataset>(['stock_quotes', 'options_chain', 'news']);

export interface DatasetColumn {
  /** In code. */
  name: string;
  /** In SQL, where it needs no quotes. */
  sql: string;
  kind: ColumnKind;
  required: boolean;
}

/** A dataset as a table: it is named like the dataset, its versions are in `<name>_versions`. */
export interface DatasetTable {
  name: RowDataset;
  definition: DatasetDefinition;
  /** In the order of the definition. */
  columns: readonly DatasetColumn[];
  /** What holds the subject; a dataset of the world has none. */
  subject: 'instrument_id' | 'series' | undefined;
  /** Names of columns by which a row is found; with `event_time` where that cuts the table into partitions. */
  key: readonly string[];
  isMonthly: boolean;
}

const tables = new Map<RowDataset, DatasetTable>();

export function datasetTable(name: RowDataset): DatasetTable {
  let table = tables.get(name);
  if (!table) tables.set(name, (table = toTable(datasetDefinition(name))));
  return table;
}

function toTable(definition: DatasetDefinition & { name: RowDataset }): DatasetTable {
  const { name, columns, key, time, subject, perProvider } = definition;
  const subjectColumn = ({ instrument: 'instrument_id', series: 'series', world: undefined } as const)[
    subject
  ];
  const isMonthly = MONTHLY.has(name);
  return {
    ...{ name, definition, subject: subjectColumn, isMonthly },
    columns: Object.entries(columns).map(([column, spec]) => toColumn(column, spec)),
    key: [
      ...(subjectColumn ? [subjectColumn] : []),
      ...(perProvider ? ['provider'] : []),
      ...key.map((column) => (isMonthly && column === time ? 'event_time' : toColumnName(column))),
    ],
  };
}

function toColumn(name: string, spec: ColumnSpec): DatasetColumn {
  return { name, sql: toColumnName(name), kind: kindOf(spec), required: spec.endsWith('!') };
}
