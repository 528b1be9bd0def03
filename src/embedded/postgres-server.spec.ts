import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { testHome } from '../../test/support/test-postgres.js';
import { startPostgresServer, type PostgresServer } from './postgres-server.js';

let folder: string;
let running: PostgresServer | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(testHome(), 'postgres-'));
});
afterEach(async () => {
  await running?.process.stop();
  running = undefined;
});

async function start(): Promise<PostgresServer> {
  running = await startPostgresServer({ folder, volatile: true });
  return running;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

it('ends what a killed run left behind and keeps its data and address', async () => {
  const { url } = await start();
  await query(url, 'CREATE TABLE kept AS SELECT 7 AS seven');
  await expect(query(url.replace(/:[0-9a-f]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow('password');
  const next = await start();
  expect(next.url).toBe(url);
  expect(await query(next.url, 'SELECT seven FROM kept')).toEqual([{ seven: 7 }]);
});

it('makes its data anew after a start that was cut off in the middle', async () => {
  mkdirSync(join(folder, 'data.new'));
  writeFileSync(join(folder, 'data.new', 'PG_VERSION'), '18');
  const { url } = await start();
  expect(await query(url, 'SELECT current_database() AS name')).toEqual([{ name: 'barkeep' }]);
});

it('says in one line that its folder holds no data', async () => {
  mkdirSync(join(folder, 'data'));
  await expect(start()).rejects.toThrow(/^.*data holds no PostgreSQL data \(PG_VERSION is missing\).*$/);
});

it('says in one line that its data is of another version', async () => {
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'data', 'PG_VERSION'), '9.6\n');
  await expect(start()).rejects.toThrow(/is of PostgreSQL 9\.6, this is 18$/);
});

it('says in one line why it can not start on damaged data', async () => {
  const { process: kept } = await start();
  await kept.stop();
  rmSync(join(folder, 'data', 'global', 'pg_control'));
  await expect(start()).rejects.toThrow(/^PostgreSQL ended at once: .*pg_control.*$/);
  expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).toContain('pg_control');
});
