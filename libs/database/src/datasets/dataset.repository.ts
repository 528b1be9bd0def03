import { Inject, Injectable } from '@nestjs/common';
import type { DatasetRow, RowDataset } from '#domain';
import type { SQL } from 'drizzle-orm';
import { Database } from '../database.js';
import { datasetTable } from './dataset-sql.js';
import {
  knownStatement,
  latestStatement,
  rowsStatement,
  type KnownQuery,
  type LatestQuery,
  type RowQuery,
} from './select-rows.js';
import type { StoredRow } from './stored-row.js';
import { thinRows, type Thinning } from './thin-rows.js';
import { upsertRows, type DatasetOrigin, type DatasetUpsertResult } from './upsert-rows.js';

/** A value of a row for functions that go by when it was known. */
export type KnownRow<Name extends RowDataset, Column extends keyof DatasetRow<Name>> = Pick<
  DatasetRow<Name>,
  Column | (keyof DatasetRow<Name> & ('symbol' | 'series'))
> & { publishedAt: number };

/** The datasets in rows: what they have and how they are told apart is in DATASET_TABLE. */
@Injectable()
export class DatasetRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Stores rows of one provider, all or none of those that are not refused. The same rows again write nothing.
   * @throws RangeError when two rows have one key.
   */
  upsert<Name extends RowDataset>(
    dataset: Name,
    rows: readonly DatasetRow<Name>[],
    origin: DatasetOrigin,
  ): Promise<DatasetUpsertResult> {
    return upsertRows(this.database, dataset, rows, origin);
  }

  /** @throws BarkeepError PARAMETER_INVALID for a column that the dataset does not have or a cursor that no page gave. */
  async query<Name extends RowDataset>(dataset: Name, query: RowQuery): Promise<StoredRow<Name>[]> {
    return this.select(dataset, query.asOf, rowsStatement(datasetTable(dataset), query));
  }

  /** The newest of each subject: its quote, its company, all contracts of its newest chain. */
  async latest<Name extends RowDataset>(dataset: Name, query: LatestQuery): Promise<StoredRow<Name>[]> {
    return this.select(dataset, query.asOf, latestStatement(datasetTable(dataset), query));
  }

  /** Versions of values by when the world could know each of them, oldest first; by `asOf` those stored by then. */
  async loadKnown<Name extends RowDataset, Column extends keyof DatasetRow<Name> & string>(
    dataset: Name,
    columns: readonly Column[],
    query: KnownQuery,
  ): Promise<KnownRow<Name, Column>[]> {
    return this.select(dataset, query.asOf, knownStatement(datasetTable(dataset), columns, query));
  }

  /** Removes what is too dense; gives how many rows went, of which no version is kept. */
  thin(thinning: Thinning): Promise<number> {
    return this.database.transaction((transaction) => thinRows(transaction, thinning));
  }

  /** With `asOf` it waits for a running ingest, so that what was known at an instant never grows afterwards. */
  private select<Row>(dataset: RowDataset, asOf: number | undefined, statement: SQL): Promise<Row[]> {
    return this.database.transaction(async ({ queries, client }) => {
      if (asOf !== undefined)
        await client.query('select pg_advisory_xact_lock_shared(7002, hashtext($1))', [dataset]);
      const { rows } = await queries.execute(statement);
      return rows as Row[];
    });
  }
}
