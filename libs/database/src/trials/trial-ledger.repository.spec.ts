import { sql } from 'drizzle-orm';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import { TrialLedgerRepository, type RecordedTrial } from './trial-ledger.repository.js';

const YEAR = 31_557_600_000;

let testDatabase: TestDatabase;
let database: Database;
let ledger: TrialLedgerRepository;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, poolSize: 4 });
  ledger = new TrialLedgerRepository(database);
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

/** Over the years between, with 100 returns a year. */
const trial = (trialKey: string, from: number, to: number, sharpe: number | null = 0.1): RecordedTrial => ({
  ...{ trialKey, firstBar: from * YEAR, lastBar: to * YEAR, returns: (to - from) * 100 },
  ...{ sharpe, skewness: 0, kurtosis: 3 },
});

const span = (from: number, to: number) => ({ firstBar: from * YEAR, lastBar: to * YEAR });

it('trials of a shape count once, whoever ran them and however often', async () => {
  await ledger.record('a', [trial('1', 10, 20), trial('2', 10, 20)]);
  await ledger.recordRun('task', 'a', trial('2', 10, 20, 9));
  await ledger.record('a', [trial('3', 10, 20)]);
  await ledger.record('b', [trial('1', 10, 20)]);
  expect((await ledger.count('a', span(10, 20))).count).toBe(3);
  expect((await ledger.count('b', span(10, 20))).count).toBe(1);
  expect((await ledger.count('c', span(10, 20))).count).toBe(0);
});

it('they count where their bars overlap', async () => {
  await ledger.record('spans', [trial('old', 10, 20), trial('new', 15, 25)]);
  const counts = [span(1, 9), span(5, 12), span(16, 18), span(21, 30)].map((one) =>
    ledger.count('spans', one),
  );
  expect((await Promise.all(counts)).map(({ count }) => count)).toEqual([0, 1, 2, 1]);
});

it('their spread is that of Sharpe ratios per year, and one without any counts as none', async () => {
  await ledger.record('spread', [trial('1', 10, 20, 0.1), trial('2', 10, 15, null), trial('3', 10, 14, 0.2)]);
  // Per year they are 1, 0 and 2.
  expect((await ledger.count('spread', span(10, 20))).variance).toBeCloseTo(1, 9);
  await ledger.record('alone', [trial('1', 10, 20)]);
  expect(await ledger.count('alone', span(10, 20))).toEqual({ count: 1, variance: 0 });
});

it('a backtest stands among the trials of its shape after it and its task are long gone', async () => {
  await ledger.recordRun('judged', 'j', trial('1', 10, 20, 0.2));
  await ledger.record('j', [trial('2', 10, 20), trial('3', 30, 40)]);
  await ledger.recordRun('judged', 'j', trial('1', 10, 20, 0.2));
  expect(await ledger.judge('judged')).toMatchObject({
    trial: trial('1', 10, 20, 0.2),
    spread: { count: 2 },
    overfitting: null,
  });
  expect(await ledger.judge('nobody')).toBeUndefined();
});

it.each([
  'delete from trial_ledger',
  'update trial_ledger set sharpe = 0',
  'truncate trial_ledger cascade',
  'delete from trial_submissions',
])('nobody takes back what was tried: %s', async (statement) => {
  const done = database.query((queries) => queries.execute(sql.raw(statement)));
  await expect(done).rejects.toThrow();
  expect((await ledger.count('a', span(10, 20))).count).toBe(3);
});
