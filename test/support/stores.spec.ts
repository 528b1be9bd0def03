import pg from 'pg';
import { askRedis } from './ask-redis.js';
import { createTestDatabase, startTestRedis } from './stores.js';

it('gives each spec a Redis of its own that keeps its data over a restart', async () => {
  const redis = await startTestRedis({ appendOnly: true });
  await askRedis(redis.url, 'INCR visits');
  await redis.restart();
  expect(await askRedis(redis.url, 'INCR visits')).toBe(':2');
  await redis.stop();
  await expect(askRedis(redis.url, 'PING')).rejects.toThrow('ECONNREFUSED');
});

it('gives each spec an empty database that is gone after drop', async () => {
  const database = await createTestDatabase({ empty: true });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query('SELECT 1 + 1 AS two');
  await client.end();
  await database.drop();
  expect(rows).toEqual([{ two: 2 }]);
  const gone = new pg.Client({ connectionString: database.url });
  await expect(gone.connect()).rejects.toThrow('does not exist');
});
