import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { RedisConnections } from './redis-connections.js';
import { RedisModule } from './redis.module.js';

/** What the module warns of when these servers say that of themselves. */
async function warningsAtStart(...servers: string[][]): Promise<unknown[]> {
  const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  const connections = servers.map((lines) => ({ info: async () => lines.join('\r\n') }));
  await new RedisModule({ servers: async () => connections } as unknown as RedisConnections).onModuleInit();
  const said = warn.mock.calls.map(([line]) => line);
  warn.mockRestore();
  return said;
}

const SAFE = ['redis_version:7.0.15', 'maxmemory_policy:noeviction'];

describe('a Redis that work is entrusted to', () => {
  it('is told of when it keeps nothing, once however many such servers there are', async () => {
    const forgetful = [...SAFE, 'aof_enabled:0'];
    expect(await warningsAtStart(forgetful, forgetful)).toEqual([
      expect.stringMatching(/persistence is off/),
    ]);
  });

  it('is not spoken of when it is well', async () => {
    expect(await warningsAtStart([...SAFE, 'aof_enabled:1'])).toEqual([]);
  });
});
