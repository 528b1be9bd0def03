import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/stores.js';
import { DatabaseHealth } from './database-health.js';
import { Database } from './database.js';
import { migrate } from './migrate.js';
import { MIGRATIONS } from './migrations/index.js';
import { requireSchema } from './schema-state.js';

const AWAY = 'postgres://barkeep:secret@127.0.0.1:1/nowhere';

let database: TestDatabase;
let warnings: string[];

beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
  warnings = [];
});

afterEach(() => database.drop());

const required = (url = database.url) => requireSchema(url, (line) => warnings.push(line));

async function note(name: string): Promise<void> {
  const client = new pg.Client(database.url);
  await client.connect();
  await client.query(`insert into schema_migrations (name, checksum) values ($1, 'x')`, [name]);
  await client.end();
}

async function readiness(): Promise<unknown> {
  const pool = new Database({ url: database.url, poolSize: 1 });
  try {
    return await new DatabaseHealth(pool).check();
  } catch (error) {
    return error;
  } finally {
    await pool.close();
  }
}

it('lets a program start and be ready on a database of its own version', async () => {
  await migrate(database.url);
  await required();
  expect(warnings).toEqual([]);
  expect(await readiness()).toEqual({ latency_ms: expect.any(Number) });
});

it('refuses an empty database in one line that says what to do', async () => {
  const line =
    'the database lacks 11 of 11 migrations (0001-market-data and later): run barkeep db migrate first';
  await expect(required()).rejects.toThrow(line.replaceAll('11', String(MIGRATIONS.length)));
  expect(await readiness()).toMatchObject({ code: 'STORE_UNAVAILABLE' });
});

it('refuses a database of an older version', async () => {
  await migrate(database.url, MIGRATIONS.slice(0, -1));
  const last = MIGRATIONS.at(-1)?.name;
  await expect(required()).rejects.toThrow(
    `the database lacks 1 of ${MIGRATIONS.length} migrations (${last}): run barkeep db migrate first`,
  );
  expect(await readiness()).toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.stringContaining('db migrate'),
  });
});

it('says that a database is newer, and serves on it: migrations only ever add', async () => {
  await migrate(database.url);
  await note('9999-tomorrow');
  await required();
  expect(warnings).toEqual([
    'the database is newer than this program: it has 9999-tomorrow; update the program',
  ]);
  expect(await readiness()).toMatchObject({ newer: ['9999-tomorrow'] });
});

it('leaves a database that is away to the readiness probe', async () => {
  await required(AWAY);
  expect(warnings).toEqual([]);
});
