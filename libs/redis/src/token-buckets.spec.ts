import { loadConfig } from '#config';
import { startTestRedis, type TestRedis } from '../../../test/support/stores.js';
import { RedisConnections } from './redis-connections.js';
import { TokenBuckets } from './token-buckets.js';

const RATE = { perMinute: 60, burst: 2 };

describe('TokenBuckets', () => {
  let redis: TestRedis;
  const processes: RedisConnections[] = [];

  beforeAll(async () => {
    redis = await startTestRedis();
    for (let count = 0; count < 2; count += 1)
      processes.push(new RedisConnections(loadConfig({ REDIS_URL: redis.url })));
  });

  afterAll(async () => {
    await Promise.all(processes.map((connections) => connections.close()));
    await redis.stop();
  });

  const bucketsOf = (process: number) => new TokenBuckets(() => processes[process].tasks);

  test('lets the burst through at once and makes all processes queue for the rest', async () => {
    const waits: number[] = [];
    for (let count = 0; count < 5; count += 1) {
      const answer = await bucketsOf(count % 2).take('shared', RATE, 60_000);
      expect(answer.taken).toBe(true);
      waits.push(answer.waitMs);
    }
    expect(waits.slice(0, 2)).toEqual([0, 0]);
    // One second for each token that the bucket owes, less what passed between the calls.
    waits.slice(2).forEach((wait, place) => {
      expect(wait).toBeLessThanOrEqual((place + 1) * 1_000);
      expect(wait).toBeGreaterThan(place * 1_000);
    });
  });

  test('takes nothing from one that does not want to wait', async () => {
    const buckets = bucketsOf(0);
    const answers = [];
    for (let count = 0; count < 4; count += 1) answers.push(await buckets.take('impatient', RATE, 10));
    expect(answers.map(({ taken }) => taken)).toEqual([true, true, false, false]);
    expect(answers[3].waitMs).toBeLessThanOrEqual(1_000);
  });

  test('keeps everybody out for as long as a vendor wishes, the longest wish counting', async () => {
    await bucketsOf(0).hold('held', 50_000);
    await bucketsOf(0).hold('held', 1_000);
    const answer = await bucketsOf(1).take('held', RATE, 100);
    expect(answer.taken).toBe(false);
    expect(answer.waitMs).toBeGreaterThan(40_000);
  });
});
