import type { RowDataset } from '#domain';
import type { PoolClient } from 'pg';
import type { Database } from '../database.js';
import type { DataOrigin, IngestCounts, IngestOpening } from '../ingest.js';
import { datasetTable, type DatasetTable } from './dataset-sql.js';
import { mergeStatement } from './merge-statement.js';
import { removeMovedRows } from './moved-rows.js';
import { toPlainRows, type PlainRow } from './plain-rows.js';
import {
  forgetSubjects,
  resolveSubjects,
  subjectOf,
  type AnyRow,
  type RefusedSubject,
} from './resolve-subjects.js';

export interface DatasetOrigin extends DataOrigin {
  /** Providers, best first: beside the values of a better one only real differences count. */
  priorities?: readonly string[];
}

export interface DatasetUpsertResult extends IngestCounts {
  /** By symbol or series; under '' for a dataset of the world. */
  bySubject: ReadonlyMap<string, IngestCounts>;
  /** Nothing of these was stored. */
  refused: readonly RefusedSubject[];
  /** From then on the rows are known, UTC ms; null when nothing had to be written. */
  knownAt: number | null;
}

type Counts = Map<string, { inserted: number; changed: number }>;

/** Rows of one statement. */
const ROWS_PER_STATEMENT = 5_000;

/**
 * Writes what is new or different; equal rows stay untouched. Partitions are made first, in a transaction of their own.
 * @throws RangeError when two rows have one key.
 */
export async function upsertRows(
  database: Database,
  dataset: RowDataset,
  rows: readonly AnyRow[],
  origin: DatasetOrigin,
): Promise<DatasetUpsertResult> {
  const table = datasetTable(dataset);
  if (rows.length === 0) return { ...sumOf([]), bySubject: new Map(), refused: [], knownAt: null };
  if (table.isMonthly) await ensurePartitions(database, table, rows);
  return database.transaction(async ({ client }) => {
    await client.query('set local statement_timeout = 0');
    // Before it is asked whose rows are stored, so that no other ingest stores some in between.
    const opening = await open(client, table.name);
    const subjects = [...new Set(rows.map((row) => subjectOf(table, row)))];
    const { keys, refused, invented } = await resolveSubjects(client, table, subjects, origin.provider);
    await forgetSubjects(client, table, invented);
    const accepted = rows.filter((row) => keys.has(subjectOf(table, row)));
    const plain = toPlainRows(table, accepted, (row) => keys.get(subjectOf(table, row))!);
    const totals = new Map<string, number>();
    for (const row of accepted)
      totals.set(subjectOf(table, row), (totals.get(subjectOf(table, row)) ?? 0) + 1);
    const { knownAt, counts } = await write(client, table, plain, { ...origin, opening });
    const bySubject = new Map(
      [...totals].map(([subject, total]) => {
        const { inserted, changed } = counts.get(String(keys.get(subject))) ?? { inserted: 0, changed: 0 };
        return [subject, { inserted, changed, unchanged: total - inserted - changed }];
      }),
    );
    return { ...sumOf([...bySubject.values()]), bySubject, refused, knownAt };
  });
}

async function ensurePartitions(
  database: Database,
  table: DatasetTable,
  rows: readonly AnyRow[],
): Promise<void> {
  const { time } = table.definition;
  const months = new Set(rows.map((row) => new Date(row[time] as string | number).toISOString().slice(0, 7)));
  await database.transaction(async ({ client }) => {
    for (const month of [...months].sort())
      await client.query('select ensure_month_partition($1, $2)', [table.name, `${month}-01T00:00:00Z`]);
  });
}

/** Counts are by what the table calls a subject. */
async function write(
  client: PoolClient,
  table: DatasetTable,
  rows: readonly PlainRow[],
  {
    opening: { batch, knownAt },
    provider,
    runId,
    priorities = [],
  }: DatasetOrigin & { opening: IngestOpening },
): Promise<{ knownAt: number | null; counts: Counts }> {
  const counts: Counts = new Map();
  if (rows.length === 0) return { knownAt: null, counts };
  const preferred = priorities.slice(0, Math.max(priorities.indexOf(provider), 0));
  const replaced = await removeMovedRows(client, table, rows);
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const part = JSON.stringify(rows.slice(from, from + ROWS_PER_STATEMENT));
    const merged = await client.query<{ subject?: string; inserted: number; changed: number }>(
      mergeStatement(table),
      [part, new Date(knownAt), batch, provider, runId, preferred],
    );
    for (const { subject = '', inserted, changed } of merged.rows) {
      const before = counts.get(subject) ?? { inserted: 0, changed: 0 };
      counts.set(subject, { inserted: before.inserted + inserted, changed: before.changed + changed });
    }
  }
  for (const [subject, moved] of replaced) {
    const { inserted, changed } = counts.get(subject)!;
    counts.set(subject, { inserted: inserted - moved, changed: changed + moved });
  }
  const { inserted, changed } = sumOf([...counts.values()]);
  if (inserted + changed === 0) return { knownAt: null, counts };
  await client.query(
    `insert into dataset_batches (batch, dataset, provider, run_id, known_at, inserted, changed)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [batch, table.name, provider, runId, new Date(knownAt), inserted, changed],
  );
  return { knownAt, counts };
}

async function open(client: PoolClient, dataset: string): Promise<IngestOpening> {
  const { rows } = await client.query<{ batch: string; known_at: Date }>(
    'select batch, known_at from open_dataset_ingest($1)',
    [dataset],
  );
  return { batch: Number(rows[0].batch), knownAt: rows[0].known_at.getTime() };
}

function sumOf(parts: readonly Partial<IngestCounts>[]): IngestCounts {
  const sum = (name: keyof IngestCounts) => parts.reduce((total, part) => total + (part[name] ?? 0), 0);
  return { inserted: sum('inserted'), changed: sum('changed'), unchanged: sum('unchanged') };
}
