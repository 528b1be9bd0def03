import { RedisConnections } from '#redis';
import { startTestRedis, type TestRedis } from '../../../test/support/stores.js';
import { IdempotencyKeys } from './idempotency-keys.js';

let redis: TestRedis;
let connections: RedisConnections;
let keys: IdempotencyKeys;

beforeAll(async () => {
  redis = await startTestRedis({});
  connections = new RedisConnections({ REDIS_URL: redis.url, QUEUE_REDIS_URL: '', TASKS_REDIS_URL: '' });
  keys = new IdempotencyKeys(connections);
});

afterAll(async () => {
  await connections.close();
  await redis.stop();
});

const first = { digest: 'd1', taskId: 't1' };
const second = { digest: 'd2', taskId: 't2' };

describe('an idempotency key', () => {
  it('stands for the request that took it first', async () => {
    expect(await keys.claim('ann', 'k', first)).toEqual(first);
    expect(await keys.claim('ann', 'k', second)).toEqual(first);
  });

  it('is another one for another submitter', async () => {
    expect(await keys.claim('bob', 'k', second)).toEqual(second);
    expect(await keys.claim('ann', 'k', second)).toEqual(first);
  });

  it('can be taken again once it was given back by its submitter', async () => {
    await keys.release('bob', 'k');
    expect(await keys.claim('bob', 'k', first)).toEqual(first);
    await keys.release('bob', 'k');
    expect(await keys.claim('ann', 'k', second)).toEqual(first);
  });

  it('is kept for a day', async () => {
    const names = await connections.tasks.keys('*idempotency*');
    const lifetimes = await Promise.all(names.map((name) => connections.tasks.ttl(name)));
    for (const seconds of lifetimes) expect(Math.abs(seconds - 86_400)).toBeLessThan(60);
    expect(lifetimes).not.toHaveLength(0);
  });
});
