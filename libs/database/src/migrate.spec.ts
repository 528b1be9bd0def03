import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/stores.js';
import { migrate } from './migrate.js';
import { MIGRATIONS } from './migrations/index.js';

const names = MIGRATIONS.map((migration) => migration.name);

describe('migrate', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createTestDatabase({ empty: true });
  });

  afterEach(() => database.drop());

  it('applies every step in order once, and nothing the second time', async () => {
    expect(await migrate(database.url)).toEqual(names);
    expect(await migrate(database.url)).toEqual([]);
  });

  it('lets only one of several processes apply each step', async () => {
    const done = await Promise.all([1, 2, 3].map(() => migrate(database.url)));
    expect(done.flat()).toEqual(names);
  });

  it('refuses a step that was changed after it had been applied', async () => {
    await migrate(database.url);
    const [first, ...others] = MIGRATIONS;
    const changed = [{ ...first, sql: `${first.sql}\n-- one more line` }, ...others];
    await expect(migrate(database.url, changed)).rejects.toThrow(`${first.name} was changed`);
  });

  it('leaves nothing of a step that fails', async () => {
    const broken = { name: 'broken', sql: 'create table half (id integer); select nonsense' };
    await expect(migrate(database.url, [broken])).rejects.toThrow();
    const client = new pg.Client(database.url);
    await client.connect();
    const { rows } = await client.query(`select to_regclass('half') as half`);
    await client.end();
    expect(rows[0].half).toBeNull();
  });

  it('says that the database is away without its address', async () => {
    const fault = await migrate('postgres://barkeep:secret@127.0.0.1:1/nowhere').catch(
      (error: unknown) => error,
    );
    expect(fault).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(String((fault as Error).stack)).not.toContain('secret');
  });
});
