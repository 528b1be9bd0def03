import { sql } from 'drizzle-orm';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import { BackfillRepository } from './backfill.repository.js';

let testDatabase: TestDatabase;
let database: Database;
let backfills: BackfillRepository;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, poolSize: 2 });
  backfills = new BackfillRepository(database);
  await database.query((queries) =>
    queries.execute(sql`insert into tasks (id, job, queue, payload, submitter, created_at)
      values ('t', 'backfill', 'default', '{}', 'somebody', now())`),
  );
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

it('keeps the chunks of the first run, never goes back, and goes with its task', async () => {
  expect(await backfills.open('t', ['a', 'b'], { done: 0 })).toEqual({
    ...{ chunks: ['a', 'b'], nextChunk: 0, counts: { done: 0 } },
  });
  await backfills.advance('t', 2, { done: 2 });
  await backfills.advance('t', 1, { done: 1 });
  expect(await backfills.open('t', ['c'], { done: 0 })).toEqual({
    ...{ chunks: ['a', 'b'], nextChunk: 2, counts: { done: 2 } },
  });
  await database.query((queries) => queries.execute(sql`delete from tasks`));
  const { rows } = await database.query((queries) => queries.execute(sql`select * from backfills`));
  expect(rows).toEqual([]);
});
