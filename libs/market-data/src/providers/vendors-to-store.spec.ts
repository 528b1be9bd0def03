import {
  Database,
  DatasetRepository,
  InstrumentRepository,
  QuarantineRepository,
  type IngestCounts,
} from '#database';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { DatasetIngest } from '../ingest/dataset-ingest.js';
import type { SubjectResult } from '../ingest/subject-results.js';
import { createProvider } from './create-provider.js';
import { ProviderPool } from './provider-pool.js';
import { AGENCY_CASES } from './testing/agency-cases.js';
import { FMP_CASES } from './testing/fmp-cases.js';
import { configFor, replyWith } from './testing/row-case.js';
import { StubVendor } from './testing/stub-vendor.js';
import { YAHOO_CASES } from './testing/yahoo-cases.js';

const CASES = [...YAHOO_CASES, ...FMP_CASES, ...AGENCY_CASES];

describe('what a vendor answers', () => {
  const vendor = new StubVendor();
  let base: string;
  let testDatabase: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    [base, testDatabase] = await Promise.all([vendor.start(), createTestDatabase()]);
    database = new Database({ url: testDatabase.url, poolSize: 4 });
    const instruments = new InstrumentRepository(database);
    for (const symbol of ['ACME', 'IDLE', 'ACMEUSDT'])
      await instruments.ensure({ symbol, name: null, calendar: 'XNYS', timeZone: 'UTC', currency: 'USD' });
  });
  afterAll(async () => {
    await database.close();
    await Promise.all([testDatabase.drop(), vendor.stop()]);
  });

  test.each(CASES.map((one) => [`${one.dataset} of ${one.provider}`, one] as const))(
    '%s is stored as its own, and the second time changes nothing',
    async (_name, one) => {
      const { provider, dataset, from, to, now = '2026-11-20T00:00:00Z' } = one;
      vendor.reply = replyWith(one.answers);
      const gate = { admit: async () => undefined, hold: async () => undefined };
      const config = { ...configFor(base), MARKET_DATA_PROVIDERS: [provider] };
      const pool = new ProviderPool({ lists: { [dataset]: [createProvider(provider, config, gate)] } });
      const repositories = [new DatasetRepository(database), new QuarantineRepository(database)] as const;
      const ingest = new DatasetIngest(pool, ...repositories, config);
      const subjects = one.subjects.length > 0 ? one.subjects : ['world'];
      const run = () =>
        ingest.ingest(dataset, {
          ...{ subjects, from, to, now: Date.parse(now), runId: 'run' },
          signal: new AbortController().signal,
        });
      const sum = (results: readonly SubjectResult[], ...counts: (keyof IngestCounts | 'quarantined')[]) =>
        results
          .flatMap((result) => counts.map((count) => result[count]))
          .reduce((total, rows) => total + rows, 0);
      // An earlier case may have stored rows of the same keys.
      expect(sum(await run(), 'inserted', 'changed', 'unchanged')).toBe(one.rows.length);
      const again = await run();
      expect([sum(again, 'unchanged'), sum(again, 'inserted', 'changed', 'quarantined')]).toEqual([
        one.rows.length,
        0,
      ]);
    },
  );
});
