import { Database, DatasetRepository, InstrumentRepository } from '#database';
import { emptyRow } from '../../../../test/support/dataset-rows.js';
import { createTestDatabase } from '../../../../test/support/stores.js';
import { planThinning } from './plan-thinning.js';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const NOW = Date.parse('2026-11-20T15:00:00Z');

test('old quotes and chains become sparser and keep the last of each span; a second time nothing goes', async () => {
  const testDatabase = await createTestDatabase();
  const database = new Database({ url: testDatabase.url, poolSize: 2 });
  const datasets = new DatasetRepository(database);
  const origin = { provider: 'test', runId: 'run' };
  for (const symbol of ['A', 'B'])
    await new InstrumentRepository(database).ensure({
      ...{ symbol, name: null, calendar: 'XNYS', timeZone: 'UTC', currency: 'USD' },
    });
  const quote = (daysAgo: number, minute: number, symbol = 'A') =>
    emptyRow('stock_quotes', { symbol, lastPrice: 1, lastTimestamp: NOW - daysAgo * DAY + minute * MINUTE });
  const contract = (daysAgo: number, minute: number, contractSymbol: string) =>
    emptyRow('options_chain', {
      ...{ symbol: 'A', snapshotTime: NOW - daysAgo * DAY + minute * MINUTE, contractSymbol },
      ...{ expiration: '2026-12-18', strike: 1, optionType: 'call' },
    });
  const minutes = [0, 5, 14, 15, 29, 30];
  await datasets.upsert(
    'stock_quotes',
    [...[20, 40, 410].flatMap((ago) => minutes.map((minute) => quote(ago, minute))), quote(40, 5, 'B')],
    origin,
  );
  const chains = [3, 10].flatMap((ago) =>
    [0, 30, 59, 60].flatMap((minute) => ['X', 'Y'].map((one) => contract(ago, minute, one))),
  );
  await datasets.upsert('options_chain', chains, origin);
  const thin = async () => {
    let removed = 0;
    for (const step of planThinning(NOW)) removed += await datasets.thin(step);
    return removed;
  };
  expect(await thin()).toBe(3 + 5 + 4);
  const left = await datasets.query('stock_quotes', { limit: 100, order: 'oldest' });
  expect(
    left.map(({ symbol, lastTimestamp }) => `${symbol} ${(lastTimestamp - NOW) / MINUTE + 410 * 1_440}`),
  ).toEqual([
    'A 30',
    ...['B', 'A', 'A', 'A'].map((symbol, at) => `${symbol} ${370 * 1_440 + [5, 14, 29, 30][at]}`),
    ...minutes.map((minute) => `A ${390 * 1_440 + minute}`),
  ]);
  const old = await datasets.query('options_chain', { limit: 100, to: NOW - 5 * DAY, order: 'oldest' });
  expect(
    old.map(({ snapshotTime, contractSymbol }) => [
      (snapshotTime - NOW) / MINUTE + 10 * 1_440,
      contractSymbol,
    ]),
  ).toEqual([
    [59, 'X'],
    [59, 'Y'],
    [60, 'X'],
    [60, 'Y'],
  ]);
  expect(await thin()).toBe(0);
  expect(await datasets.query('stock_quotes', { limit: 100, asOf: Date.now() + 60_000 })).toHaveLength(
    left.length,
  );
  await database.close();
  await testDatabase.drop();
});
