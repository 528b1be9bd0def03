import {
  datasetDefinition,
  kindOf,
  toColumnName,
  type ColumnSpec,
  type DatasetDefinition,
  type RowDataset,
} from '#domain';
import type { TableColumn } from '../../tables/table.js';

/** A column of a dataset with its name in code. */
export interface DatasetColumn extends TableColumn {
  readonly member: string;
}

const SUBJECT_COLUMNS: Readonly<Record<DatasetDefinition['subject'], Record<string, ColumnSpec>>> = {
  instrument: { symbol: 'text!' },
  series: { series: 'text!' },
  world: {},
};

/** What every stored row says of where it came from. */
const ORIGIN_COLUMNS: Record<string, ColumnSpec> = {
  eventTime: 'instant!',
  knownAt: 'instant!',
  provider: 'text!',
  runId: 'text!',
};

/** The columns of a dataset as the wire has them: subject, its own, origin. */
export function datasetColumns(dataset: RowDataset): DatasetColumn[] {
  const { subject, columns } = datasetDefinition(dataset);
  const specs = { ...SUBJECT_COLUMNS[subject], ...columns, ...ORIGIN_COLUMNS };
  return Object.entries(specs).map(([member, spec]) => {
    return { member, name: toColumnName(member), kind: kindOf(spec), nullable: !spec.endsWith('!') };
  });
}

/** Whether the rows of a dataset can be asked for by symbol. */
export function namesSymbols(dataset: RowDataset): boolean {
  const { subject, columns } = datasetDefinition(dataset);
  return subject === 'instrument' || 'symbols' in columns;
}

/** For `toBatch`. */
export function memberOf(column: TableColumn): string {
  return (column as DatasetColumn).member;
}
