import { sql } from 'drizzle-orm';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import { tasks } from '../schema/tasks.js';
import { hasWords } from './task-search.js';

describe('a search by words', () => {
  let testDatabase: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 1 });
  });

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it('goes through the index of them', async () => {
    const plan = await database.transaction(async ({ queries }) => {
      await queries.execute(sql`set local enable_seqscan = off`);
      const { rows } = await queries.execute(sql`explain select id from ${tasks} where ${hasWords('late')}`);
      return JSON.stringify(rows);
    });
    expect(plan).toContain('tasks_by_words');
  });

  it.each(['health', 'check_', 'ann', 'w1', 'late', 'ASML', '42', 'ann late'])(
    'finds "%s" in job, submitter, worker, payload or error',
    async (words) => {
      await database.transaction(async ({ queries }) => {
        await queries.execute(sql`
          insert into tasks (id, job, queue, payload, submitter, worker, error_message, created_at)
          values ('a', 'health_check_', 'default', '{"symbol": "ASML", "days": 42}', 'ann', 'w1', 'too late', now()),
            ('b', 'other', 'default', '{}', 'bob', null, null, now()) on conflict do nothing`);
        const { rows } = await queries.execute(sql`select id from ${tasks} where ${hasWords(words)}`);
        expect(rows).toEqual([{ id: 'a' }]);
      });
    },
  );
});
