import { createHash } from 'node:crypto';
import pg from 'pg';
import { MIGRATIONS, type Migration } from './migrations/index.js';
import { toStoreFault } from './store-fault.js';

/** Two processes that start together migrate one after the other. */
const MIGRATION_LOCK = 7_000;

function checksumOf(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex');
}

async function appliedChecksums(client: pg.Client): Promise<Map<string, string>> {
  await client.query(`create table if not exists schema_migrations (
    name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from schema_migrations',
  );
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [
      migration.name,
      checksumOf(migration),
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function applyMissing(client: pg.Client, migrations: readonly Migration[]): Promise<string[]> {
  await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
  const applied = await appliedChecksums(client);
  const done: string[] = [];
  for (const migration of migrations) {
    const known = applied.get(migration.name);
    if (known === checksumOf(migration)) continue;
    if (known !== undefined) {
      throw new Error(`migration ${migration.name} was changed after it had been applied to this database`);
    }
    await apply(client, migration);
    done.push(migration.name);
  }
  return done;
}

/**
 * Brings the schema of a database up to date; gives the names of the steps that were missing. A database that is
 * ahead of this program is left as it is: migrations only ever add.
 * @throws BarkeepError STORE_UNAVAILABLE when the database can't be reached.
 */
export async function migrate(
  databaseUrl: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  // A connection that breaks while idle reports it here too; the next query fails with it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await applyMissing(client, migrations);
  } catch (error) {
    throw toStoreFault(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
