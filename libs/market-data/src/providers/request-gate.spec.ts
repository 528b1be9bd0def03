import { loadConfig } from '#config';
import type { BucketRate, TokenAnswer } from '#redis';
import { RequestGate } from './request-gate.js';

const KEY = 'very-secret-key';

function createGate(answer: TokenAnswer) {
  const taken: [string, BucketRate, number][] = [];
  const held: [string, number][] = [];
  const buckets = {
    take: async (name: string, rate: BucketRate, patienceMs: number) => {
      taken.push([name, rate, patienceMs]);
      return answer;
    },
    hold: async (name: string, ms: number) => void held.push([name, ms]),
  };
  const config = loadConfig({
    ...{ FMP_API_KEY: KEY, FRED_API_KEY: KEY },
    YAHOO_REQUESTS_PER_MINUTE: '120',
    FMP_REQUESTS_PER_MINUTE: '5',
  });
  return { gate: new RequestGate(buckets, config, () => 15_000), taken, held };
}

const free: TokenAnswer = { taken: true, waitMs: 0 };
const signal = new AbortController().signal;

describe('RequestGate', () => {
  test('has a bucket for each key, whose name does not tell the key', async () => {
    const { gate, taken } = createGate(free);
    await gate.admit('yahoo', signal);
    await gate.admit('fmp', signal);
    await gate.admit('fred', signal);
    expect(taken).toEqual([
      ['yahoo', { perMinute: 120, burst: 12 }, 15_000],
      [expect.stringMatching(/^fmp:[0-9a-f]{12}$/), { perMinute: 5, burst: 1 }, 15_000],
      [expect.stringMatching(/^fred:[0-9a-f]{12}$/), { perMinute: 100, burst: 1 }, 15_000],
    ]);
    expect(JSON.stringify(taken)).not.toContain(KEY);
  });

  test('lets what is no vendor through', async () => {
    const { gate, taken } = createGate(free);
    await Promise.all([gate.admit('sim', signal), gate.admit('csv', signal)]);
    expect(taken).toEqual([]);
  });

  test('does not wait for longer than it is worth', async () => {
    const { gate } = createGate({ taken: false, waitMs: 40_000 });
    await expect(gate.admit('yahoo', signal)).rejects.toMatchObject({
      fault: 'rate_limited',
      retryAfterMs: 40_000,
    });
  });

  test('stops waiting with the job', async () => {
    const { gate } = createGate({ taken: true, waitMs: 600_000 });
    const job = new AbortController();
    const waiting = gate.admit('yahoo', job.signal);
    job.abort(new Error('cancelled'));
    await expect(waiting).rejects.toThrow('cancelled');
  });

  test('leaves a vendor alone for a minute where it named no time', async () => {
    const { gate, held } = createGate(free);
    await gate.hold('yahoo', undefined);
    await gate.hold('yahoo', 5_000);
    expect(held).toEqual([
      ['yahoo', 60_000],
      ['yahoo', 5_000],
    ]);
  });
});
