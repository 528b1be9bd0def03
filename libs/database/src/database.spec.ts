import { sql } from 'drizzle-orm';
import { createTestDatabase, type TestDatabase } from '../../../test/support/stores.js';
import { DatabaseHealth } from './database-health.js';
import { Database } from './database.js';

describe('Database', () => {
  let testDatabase: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 4 });
  });

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  /** What a restart of the server does to every open connection. */
  const endAllConnections = async () => {
    const other = new Database({ url: testDatabase.url, poolSize: 1 });
    await other.query((queries) =>
      queries.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`),
    );
    await other.close();
  };

  it('works again after the server has ended every connection', async () => {
    const health = new DatabaseHealth(database);
    await Promise.all([1, 2, 3].map(() => health.check()));
    await endAllConnections();
    const attempts: unknown[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1)
      attempts.push(await health.check().catch((error) => error));
    expect(attempts.at(-1)).toEqual({ latency_ms: expect.any(Number) });
    for (const attempt of attempts) {
      if (attempt instanceof Error) expect(attempt).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    }
  });

  it('fails with STORE_UNAVAILABLE when its connection ends in the middle of a transaction', async () => {
    const work = database.transaction(async ({ queries }) => {
      await queries.execute(sql`select 1`);
      await endAllConnections();
      await queries.execute(sql`select 2`);
    });
    await expect(work).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await new DatabaseHealth(database).check()).toBeDefined();
  });

  it('says neither the address nor the statement when the server is away', async () => {
    const away = new Database({ url: 'postgres://barkeep:secret@127.0.0.1:1/nowhere', poolSize: 1 });
    const fault = await new DatabaseHealth(away).check().catch((error: unknown) => error);
    await away.close();
    expect(fault).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(`${(fault as Error).stack} ${String((fault as Error).cause)}`).not.toMatch(/secret|select/);
  });

  it('keeps the statement and its values out of other faults', async () => {
    const fault = await database
      .query((queries) => queries.execute(sql`select ${'confidential'}::int`))
      .catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Error);
    expect((fault as Error).message).not.toContain('select');
    expect(fault).not.toMatchObject({ query: expect.anything() });
  });

  it('undoes everything of a transaction that throws', async () => {
    const work = database.transaction(async ({ queries }) => {
      await queries.execute(sql`create table half (id integer)`);
      throw new Error('stop');
    });
    await expect(work).rejects.toThrow('stop');
    const found = await database.query((queries) => queries.execute(sql`select to_regclass('half') as half`));
    expect(found.rows[0].half).toBeNull();
  });
});
