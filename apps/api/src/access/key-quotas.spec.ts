import type { FastifyReply } from 'fastify';
import { loadConfig } from '#config';
import type { Quotas, Usage } from '#database';
import type { RedisConnections } from '#redis';
import { KeyQuotas } from './key-quotas.service.js';

const usage: Usage = { queued: 3, running: 2, bars: 1_000 };

/** The refusal, and for how long, of one among so many that are asked for at once. */
async function queue(quotas: Quotas, count = 1): Promise<{ refusal?: string; retryAfter?: string }> {
  const headers: Record<string, string> = {};
  const reply = { header: (name: string, value: string) => (headers[name] = value) };
  const keeper = new KeyQuotas(
    {} as RedisConnections,
    loadConfig({}),
    { read: async () => ({ ...usage }) },
    {
      begin: async () => ({ count, end: async () => undefined }),
    },
  );
  const identity = { owner: 'ann', role: 'trader', keyId: 'k', quotas } as const;
  const refusal = await keeper.requireBacktest(identity, reply as unknown as FastifyReply).then(
    () => undefined,
    (error: Error) => error.message,
  );
  return { refusal, retryAfter: headers['Retry-After'] };
}

describe('one more backtest', () => {
  it('is taken without quotas, and below them', async () => {
    expect(await queue({})).toEqual({});
    expect(await queue({ queuedBacktests: 4, runningBacktests: 3, barsPerDay: 1_001 })).toEqual({});
  });

  it.each([
    [{ queuedBacktests: 3 }, 'that wait'],
    [{ runningBacktests: 2 }, 'that run'],
    [{ barsPerDay: 1_000 }, 'bars a day'],
  ] satisfies [Quotas, string][])('is refused at %j', async (quotas, words) => {
    const { refusal } = await queue(quotas);
    expect(refusal).toContain(words);
  });

  it('counts those that are asked for at the same time', async () => {
    const { refusal } = await queue({ queuedBacktests: 4 }, 2);
    expect(refusal).toBe('The key allows 4 backtests and searches that wait; there are 4.');
  });

  it('that would be one bar too many may be asked for on the next day', async () => {
    const { retryAfter } = await queue({ barsPerDay: 0 });
    expect(Number(retryAfter)).toBeGreaterThan(0);
    expect(Number(retryAfter)).toBeLessThanOrEqual(86_400);
  });
});
