import type { Redis } from 'ioredis';
import { connectRedis } from './connect-redis.js';

describe('a connection', () => {
  test('of one who has to answer tells within a second that Redis is away, however long it has been', () => {
    const connection = connectRedis('redis://127.0.0.1:1', 'answer') as Redis;
    connection.on('error', () => undefined);
    connection.disconnect();
    const { maxRetriesPerRequest, retryStrategy } = connection.options;
    const tries = maxRetriesPerRequest! + 1;
    for (let before = 0; before < 200; before += 1) {
      const pauses = Array.from({ length: tries }, (_, k) => Number(retryStrategy!(before + k + 1)));
      expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThan(1_000);
    }
  });

  test('of one who can wait fails no command, and asks less and less often', () => {
    const connection = connectRedis('redis://127.0.0.1:1', 'wait') as Redis;
    connection.on('error', () => undefined);
    connection.disconnect();
    expect(connection.options.maxRetriesPerRequest).toBeNull();
    expect(connection.options.retryStrategy!(1_000)).toBe(2_000);
  });
});
