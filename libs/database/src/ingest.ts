import type { PoolClient } from 'pg';
import { ingestBatches } from './schema/index.js';
import type { Transaction } from './database.js';

/** Who brought the data: kept on every row. */
export interface DataOrigin {
  /** `import`, `demo`, or a vendor's name. */
  provider: string;
  runId: string;
}

/** What an ingest did; the second of two equal ones leaves everything unchanged. */
export interface IngestCounts {
  inserted: number;
  changed: number;
  unchanged: number;
}

/** An ingest's place in the order of what is known. */
export interface IngestOpening {
  batch: number;
  /** From then on a reader with `as_of` sees it; UTC ms. */
  knownAt: number;
}

/** Must be the last thing before the writes: other ingests and as-of readers of the instrument wait from here on. */
export async function openIngest(client: PoolClient, instrumentId: number): Promise<IngestOpening> {
  const { rows } = await client.query<{ batch: string; known_at: Date }>(
    'select batch, known_at from open_ingest($1)',
    [instrumentId],
  );
  return { batch: Number(rows[0].batch), knownAt: rows[0].known_at.getTime() };
}

/** Waits for an ingest that is about to become known, so that what is known at an instant never grows afterwards. */
export async function awaitIngests(client: PoolClient, instrumentId: number): Promise<void> {
  await client.query('select pg_advisory_xact_lock_shared(7001, $1)', [instrumentId]);
}

interface IngestRecord extends DataOrigin, IngestOpening {
  instrumentId: number;
  dataset: 'bars' | 'corporate_actions';
  timeframe: string | null;
  inserted: number;
  changed: number;
  /** Of bars; UTC ms. */
  firstOpen?: number;
  lastOpen?: number;
}

export async function recordIngest({ queries }: Transaction, record: IngestRecord): Promise<void> {
  await queries.insert(ingestBatches).values(record);
}

/** Every version that was ever current is known before it: stands for "as known now" in queries. */
const END_OF_TIME = '9999-12-31T00:00:00Z';

/** The instant as of which versions are read, for SQL. */
export function toAsOf(asOf: number | undefined): string {
  return asOf === undefined ? END_OF_TIME : new Date(asOf).toISOString();
}
