import { startTestRedis, type TestRedis } from '../../../test/support/stores.js';
import { RedisConnections } from './redis-connections.js';
import { RedisScript } from './redis-script.js';

const ADD = `return redis.call('INCRBY', KEYS[1], ARGV[1])`;

describe('a script', () => {
  let redis: TestRedis;
  let connections: RedisConnections;

  beforeAll(async () => {
    redis = await startTestRedis();
    connections = new RedisConnections({ REDIS_URL: redis.url, QUEUE_REDIS_URL: '', TASKS_REDIS_URL: '' });
  });

  afterAll(async () => {
    await connections.close();
    await redis.stop();
  });

  test('is known once Redis has run it by its digest, and no more when Redis has forgotten it', async () => {
    const add = new RedisScript<number>(ADD);
    expect(add.isKnown).toBe(false);
    expect(await add.run(connections.tasks, ['sum'], [2])).toBe(2);
    expect(await add.run(connections.tasks, ['sum'], [2])).toBe(4);
    expect(add.isKnown).toBe(true);
    await connections.tasks.script('FLUSH');
    expect(await add.run(connections.tasks, ['sum'], [2])).toBe(6);
    expect(add.isKnown).toBe(false);
  });

  test('fails with what Redis says of it', async () => {
    await connections.tasks.set('word', 'no number');
    await expect(new RedisScript(ADD).run(connections.tasks, ['word'], [1])).rejects.toThrow(
      /not an integer/,
    );
  });
});
