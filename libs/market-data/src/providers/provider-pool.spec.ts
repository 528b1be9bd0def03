import type { ProviderId } from '#config';
import type { BarsAnswer, DailyBarsRequest, MarketDataProvider } from './market-data-provider.js';
import { ProviderError, type ProviderFault } from './provider-error.js';
import { NoProviderAnswered, ProviderPool, type AskedProvider } from './provider-pool.js';

const ANSWER: BarsAnswer = { bars: [], actions: [], adjusted: 'raw' };
type Reply = ProviderFault | 'answer' | { fault: ProviderFault; retryAfterMs: number };

/** A provider that replies as the list says, its last word for ever. */
function provider(id: ProviderId, ...replies: Reply[]) {
  let asked = 0;
  const made: MarketDataProvider = {
    id,
    batchSize: 4,
    datasets: {
      async historical_prices() {
        const reply = replies[Math.min(asked, replies.length - 1)];
        asked += 1;
        if (reply === 'answer') return ANSWER;
        const { fault, retryAfterMs } =
          typeof reply === 'string' ? { fault: reply, retryAfterMs: undefined } : reply;
        throw new ProviderError(id, fault, `${id}: ${fault}`, retryAfterMs);
      },
    },
  };
  return Object.assign(made, { asked: () => asked });
}

const request = (signal = new AbortController().signal): DailyBarsRequest => ({
  ...{
    symbol: 'ACME',
    from: '2024-01-01',
    to: '2024-01-31',
    calendar: 'XNYS',
    timeZone: 'America/New_York',
    signal,
  },
});

function createPool(...list: MarketDataProvider[]) {
  const pauses: number[] = [];
  const asked: AskedProvider[] = [];
  const pool = new ProviderPool({
    lists: { historical_prices: list },
    pause: async (ms) => void pauses.push(ms),
    onAsked: (question) => asked.push(question),
  });
  return { pool, pauses, asked };
}

describe('ProviderPool', () => {
  test.each<ProviderFault>([
    'rate_limited',
    'outage',
    'empty',
    'unknown_symbol',
    'key_refused',
    'misunderstood',
  ])('asks the next one on %s, and says who answered and why not the first', async (fault) => {
    const { pool, pauses } = createPool(provider('yahoo', fault), provider('fmp', 'answer'));
    const { provider: by, passedOver } = await pool.fetch('historical_prices', request());
    expect([by, passedOver.map((error) => error.fault), pauses]).toEqual(['fmp', [fault], []]);
  });

  test('tells of every question what came of it', async () => {
    const { pool, asked } = createPool(provider('yahoo', 'outage', 'answer'), provider('fmp', 'empty'));
    await pool.fetch('historical_prices', request());
    expect(asked).toEqual(
      [
        ['yahoo', 'outage'],
        ['fmp', 'empty'],
        ['yahoo', 'ok'],
      ].map(([id, result]) => ({ provider: id, dataset: 'historical_prices', result })),
    );
  });

  test('asks again what passes by itself, and only that', async () => {
    const [one, other] = [provider('yahoo', 'outage', 'answer'), provider('fmp', 'key_refused')];
    const { pool, pauses } = createPool(one, other);
    const { provider: by, passedOver } = await pool.fetch('historical_prices', request());
    expect([by, passedOver.map(({ provider: id }) => id), pauses]).toEqual(['yahoo', ['fmp'], [2_000]]);
    expect([one.asked(), other.asked()]).toEqual([2, 1]);
  });

  test('leaves a vendor alone for as long as it wants', async () => {
    const { pool, pauses } = createPool(
      provider('yahoo', { fault: 'rate_limited', retryAfterMs: 23_000 }, 'answer'),
    );
    await pool.fetch('historical_prices', request());
    expect(pauses).toEqual([23_000]);
  });

  test('does not wait for what takes too long', async () => {
    const banned = provider('binance', { fault: 'rate_limited', retryAfterMs: 900_000 });
    const { pool, pauses } = createPool(banned);
    await expect(pool.fetch('historical_prices', request())).rejects.toThrow('binance: rate_limited');
    expect([banned.asked(), pauses]).toEqual([1, []]);
  });

  test('does not ask again for a while where the key was refused or faults went on', async () => {
    const [refused, broken] = [provider('fmp', 'key_refused'), provider('yahoo', 'outage')];
    const { pool } = createPool(refused, broken);
    for (let count = 0; count < 4; count += 1)
      await expect(pool.fetch('historical_prices', request())).rejects.toBeInstanceOf(NoProviderAnswered);
    expect([refused.asked(), broken.asked()]).toEqual([1, 5]);
  });

  test.each<[ProviderFault[], boolean]>([
    [['empty'], true],
    [['empty', 'unknown_symbol'], true],
    [['unknown_symbol'], false],
    [['empty', 'key_refused'], false],
  ])('%j: nothing of that time is %s', async (faults, expected) => {
    const ids = ['yahoo', 'fmp'] as const;
    const { pool } = createPool(...faults.map((fault, place) => provider(ids[place], fault)));
    const error = await pool.fetch('historical_prices', request()).catch((thrown: unknown) => thrown);
    expect((error as NoProviderAnswered).isEmpty).toBe(expected);
  });

  test('stops waiting with the job', async () => {
    const job = new AbortController();
    const pool = new ProviderPool({
      lists: { historical_prices: [provider('yahoo', 'outage')] },
      pause: async (_ms, signal) => {
        job.abort(new Error('cancelled'));
        signal.throwIfAborted();
      },
    });
    await expect(pool.fetch('historical_prices', request(job.signal))).rejects.toThrow('cancelled');
  });
});
