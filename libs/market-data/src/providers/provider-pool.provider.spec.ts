import { loadConfig } from '#config';
import { RedisConnections } from '#redis';
import { askRedis } from '../../../../test/support/ask-redis.js';
import { startTestRedis, type TestRedis } from '../../../../test/support/stores.js';
import type { ProviderPool } from './provider-pool.js';
import { providerPoolProvider } from './provider-pool.provider.js';
import { isBefore, json, KEYS, replyWith } from './testing/row-case.js';
import { StubVendor } from './testing/stub-vendor.js';

describe('the pool of the settings', () => {
  const vendor = new StubVendor();
  let redis: TestRedis;
  const workers: { pool: ProviderPool; connections: RedisConnections }[] = [];

  beforeAll(async () => {
    const [base] = await Promise.all([vendor.start(), startTestRedis().then((started) => (redis = started))]);
    const config = loadConfig({
      ...{ REDIS_URL: redis.url, MARKET_DATA_PROVIDERS: 'fmp,sec,yahoo', NEWS_PROVIDERS: 'sim' },
      ...{
        FMP_URL: `${base}/fmp`,
        YAHOO_URL: base,
        YAHOO_PAGE_URL: base,
        MARKET_DATA_ALLOW_PRIVATE: 'true',
        ...KEYS,
      },
      ...{ YAHOO_REQUESTS_PER_MINUTE: '60000' },
    });
    for (let count = 0; count < 2; count += 1) {
      const connections = new RedisConnections(config);
      workers.push({
        pool: providerPoolProvider.useFactory(config, connections) as ProviderPool,
        connections,
      });
    }
  });
  afterAll(async () => {
    await Promise.all(workers.map(({ connections }) => connections.close()));
    await Promise.all([redis.stop(), vendor.stop()]);
  });

  const fetchQuotes = (worker: number, subjects: readonly string[]) =>
    workers[worker].pool.fetchRows('stock_quotes', {
      ...{ subjects, from: '2024-03-05', to: '2024-03-05', now: Date.parse('2024-03-05T20:00:00Z') },
      signal: new AbortController().signal,
    });

  test('asks the next provider while a key has to rest, in all workers, and names no key in Redis', async () => {
    vendor.reply = (url) => {
      if (isBefore(url.pathname)) return replyWith({})(url);
      if (url.pathname.startsWith('/fmp'))
        return { status: 429, body: '{}', headers: { 'retry-after': '90' } };
      const symbols = url.searchParams.get('symbols')!.split(',');
      const quote = { regularMarketPrice: 1, regularMarketTime: 1_709_650_800 };
      return json({
        quoteResponse: { result: symbols.map((symbol) => ({ symbol, ...quote })), error: null },
      });
    };
    const symbols = Array.from({ length: 500 }, (_, place) => `S${place}`);
    for (const worker of [0, 1]) {
      const { answers, faults } = await fetchQuotes(worker, symbols);
      expect(answers.map(({ provider, answer }) => [provider, answer.rows.length])).toEqual(
        Array.from({ length: 5 }, () => ['yahoo', 100]),
      );
      expect(faults).toEqual([
        { subjects: symbols, error: expect.objectContaining({ provider: 'fmp', fault: 'rate_limited' }) },
      ]);
    }
    // The requests that were under way together; none after the first answer, and none of the other worker.
    const asked = vendor.asked.filter(({ url }) => url.pathname.startsWith('/fmp'));
    expect(asked.length).toBeLessThanOrEqual(4);
    const names = await askRedis(redis.url, 'keys *');
    expect(names).toContain('fmp:');
    for (const key of Object.values(KEYS)) expect(names).not.toContain(key);
  });

  test('asks for each dataset whom its own setting names', async () => {
    const { answers } = await workers[0].pool.fetchRows('news', {
      ...{
        subjects: ['ACME'],
        from: '2024-03-01',
        to: '2024-03-31',
        now: Date.parse('2024-03-31T20:00:00Z'),
      },
      signal: new AbortController().signal,
    });
    expect(answers.map(({ provider }) => provider)).toEqual(['sim']);
  });
});
