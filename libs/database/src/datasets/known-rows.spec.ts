import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import { DatasetRepository } from './dataset.repository.js';

let testDatabase: TestDatabase;
let database: Database;
let datasets: DatasetRepository;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, poolSize: 4 });
  datasets = new DatasetRepository(database);
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const origin = { provider: 'fred', runId: 'run' };
const released = Date.parse('2014-02-03T13:30:00Z');
const revised = Date.parse('2014-03-03T13:30:00Z');

const store = (value: number | null, publishedAt: number | null) =>
  datasets.upsert(
    'economic_indicators',
    [
      {
        ...{ series: 'GDP', period: '2013-10-01', value, publishedAt, country: 'US' },
        ...{ title: null, unit: null, frequency: null },
      },
    ],
    origin,
  );

const load = async (range: { asOf?: number; from?: number; to?: number } = {}) =>
  (await datasets.loadKnown('economic_indicators', ['period', 'value'], { subjects: ['GDP'], ...range })).map(
    ({ value, publishedAt }) => [value, publishedAt],
  );

it('the versions of a row are known when each was published, or stored where it does not say anew', async () => {
  const first = await store(100, released);
  await store(101, revised);
  const corrected = await store(102, revised);
  const withdrawn = await store(null, null);
  expect(await load()).toEqual([
    [100, released],
    [101, revised],
    [102, corrected.knownAt],
    [null, withdrawn.knownAt],
  ]);
  expect(await load({ asOf: first.knownAt! })).toEqual([[100, released]]);
  expect(await load({ from: released + 1, to: revised + 1 })).toEqual([[101, revised]]);
});
