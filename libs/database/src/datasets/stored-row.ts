import type { DatasetRow, RowDataset } from '#domain';
import type { DatasetColumn } from './dataset-sql.js';

/** A row with where it came from; instants UTC ms. */
export type StoredRow<Name extends RowDataset = RowDataset> = DatasetRow<Name> & {
  /** What time it is about: midnight UTC where that is a date; when it became known where the row does not say. */
  eventTime: number;
  knownAt: number;
  provider: string;
  runId: string;
};

/** What every row has beside the columns of its dataset. */
export const META_COLUMNS: readonly DatasetColumn[] = [
  { name: 'eventTime', sql: 'event_time', kind: 'instant', required: true },
  { name: 'knownAt', sql: 'known_at', kind: 'instant', required: true },
  { name: 'provider', sql: 'provider', kind: 'text', required: true },
  { name: 'runId', sql: 'run_id', kind: 'text', required: true },
];
