import { sql } from 'drizzle-orm';
import { createTestDatabase, type TestDatabase } from '../../../test/support/stores.js';
import { DataVersion } from './data-version.js';
import { Database } from './database.js';

describe('the version of the data', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let version: DataVersion;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 3 });
    version = new DataVersion(database);
  });

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  const add = sql`insert into skipped_slots (job, slot, reason) values ('cleanup', clock_timestamp(), 'a test')`;

  it('is another one after every change that others can see', async () => {
    const seen = [await version.read()];
    for (let round = 0; round < 3; round += 1) {
      await database.query((queries) => queries.execute(add));
      seen.push(await version.read());
    }
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('is another one when a transaction ends that had begun to write before', async () => {
    let before = '';
    await database.transaction(async ({ queries }) => {
      await queries.execute(add);
      before = await version.read();
    });
    expect(await version.read()).not.toBe(before);
  });
});
