import { assertRedisIsSafe } from './assert-redis-is-safe.js';

const redis = (version: string, policy?: string) => ({
  info: async () =>
    `# Server\r\nredis_version:${version}\r\n${policy ? `# Memory\r\nmaxmemory_policy:${policy}\r\n` : ''}`,
});

describe('assertRedisIsSafe', () => {
  test.each(['6.2.0', '7.0.15', '8.0.0', '10.1.0'])(
    'accepts version %s that evicts nothing',
    async (version) => {
      await expect(assertRedisIsSafe(redis(version, 'noeviction'))).resolves.toBeUndefined();
    },
  );

  test.each(['5.0.14', '6.0.16', ''])('refuses version "%s"', async (version) => {
    await expect(assertRedisIsSafe(redis(version, 'noeviction'))).rejects.toThrow('6.2 or newer is needed');
  });

  test('refuses a Redis that may delete queued work, and says what to set', async () => {
    await expect(assertRedisIsSafe(redis('7.0.15', 'allkeys-lru'))).rejects.toThrow(
      'Redis has maxmemory-policy allkeys-lru, which may delete queued work: set it to noeviction',
    );
  });

  test('accepts a managed Redis that keeps its policy to itself', async () => {
    await expect(assertRedisIsSafe(redis('7.2.0'))).resolves.toBeUndefined();
  });
});
