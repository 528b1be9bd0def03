import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startRedisServer } from '../../src/embedded/redis-server.js';
import { testHome, testPostgresUrl } from './test-postgres.js';

export interface TestRedis {
  url: string;
  /** Ends it in order: with AOF nothing is lost. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same port, after ending it in order where it still runs. */
  restart(): Promise<void>;
}

/** A private Redis with a random password for one spec file. */
export async function startTestRedis(options: { appendOnly?: boolean } = {}): Promise<TestRedis> {
  const folder = mkdtempSync(join(testHome(), 'redis-'));
  const { url, process } = await startRedisServer({ folder, appendOnly: options.appendOnly ?? false });
  return { url, stop: () => process.stop(), kill: () => process.kill(), restart: () => process.start() };
}

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

const TEMPLATE = 'barkeep_migrated';
const TEMPLATE_LOCK = 7_001;

/** A fresh database with every migration applied, or an empty one, in the PostgreSQL of this jest run. */
export async function createTestDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const server = await testPostgresUrl();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withAdmin(server, async (admin) => {
    if (!options.empty) await ensureTemplate(admin, server);
    // Files are copied for half of what logging their pages costs.
    const template = options.empty ? 'template0' : TEMPLATE;
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  });
  return {
    url: databaseUrl(server, name),
    drop: () =>
      withAdmin(
        server,
        async (admin) => void (await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
      ),
  };
}

/** Migrates once per jest run; every further database is a copy of that one. */
async function ensureTemplate(admin: pg.Client, server: string): Promise<void> {
  await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
  if (found.rowCount === 0) {
    const draft = `${TEMPLATE}_draft`;
    await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${draft}`);
    const { migrate } = await import('#database');
    await migrate(databaseUrl(server, draft));
    await admin.query(`ALTER DATABASE ${draft} RENAME TO ${TEMPLATE}`);
  }
  await admin.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
}

async function withAdmin<Result>(
  server: string,
  work: (admin: pg.Client) => Promise<Result>,
): Promise<Result> {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
