import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import { InstrumentRepository } from '../instruments/instrument.repository.js';
import { BarRepository } from './bar.repository.js';
import { createBarColumns } from './bar-columns.js';
import { stretchesOf } from './stretches.js';

const MINUTE = 60_000;
const START = Date.UTC(2025, 5, 1);
const series = { symbol: 'LONG', timeframe: '1m' as const };
/** A million minutes need no more patience than this on a machine that is busy. */
const TIMEOUT = 180_000;

let testDatabase: TestDatabase;
let database: Database;
let bars: BarRepository;

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, poolSize: 2 });
  bars = new BarRepository(database);
  const place = { calendar: 'always', timeZone: 'UTC', currency: 'USD' };
  await new InstrumentRepository(database).ensure({ symbol: series.symbol, name: null, ...place });
});
afterEach(async () => {
  await database.close();
  await testDatabase.drop();
});

function store(count: number) {
  const columns = createBarColumns(count);
  for (let row = 0; row < count; row += 1) {
    columns.openTime[row] = START + row * MINUTE;
    for (const name of ['open', 'high', 'low', 'close'] as const) columns[name][row] = 1 + row;
  }
  return bars.upsertBars({ ...series, bars: columns, provider: 'test', runId: 'run-1' });
}

test(
  'a series that is too long for one statement is read as if by one, as it is and as it was known',
  async () => {
    const count = 500_003;
    const { knownAt } = await store(count);
    for (const asOf of [undefined, knownAt!]) {
      const read = await bars.loadBarSeries({ ...series, adjust: 'raw', asOf });
      expect(read?.length).toBe(count);
      expect(read!.openTime.every((time, row) => time === START + row * MINUTE)).toBe(true);
      expect(read!.close.every((close, row) => close === 1 + row)).toBe(true);
    }
  },
  TIMEOUT,
);

test('stretches lie side by side, from the start of a request to its end', async () => {
  await store(10);
  const cut = (
    start: number | undefined,
    end: number | undefined,
    how: { length: number; growth?: number },
  ) =>
    database.transaction(async (transaction) => {
      const found: (number | undefined)[][] = [];
      const request = { ...series, adjust: 'raw' as const, start, end };
      for await (const stretch of stretchesOf(transaction, 1, request, how))
        found.push([stretch.start, stretch.end].map((time) => time && (time - START) / MINUTE));
      return found;
    });
  const at = (minute: number) => START + minute * MINUTE;
  const [all, part] = [
    [undefined, undefined],
    [at(1), at(6)],
  ] as const;
  expect(await cut(...all, { length: 4 })).toEqual([
    [undefined, 4],
    [4, 8],
    [8, undefined],
  ]);
  expect(await cut(...all, { length: 2, growth: 3 })).toEqual([
    [undefined, 2],
    [2, 8],
    [8, undefined],
  ]);
  expect(await cut(...part, { length: 3 })).toEqual([
    [1, 4],
    [4, 6],
  ]);
  expect(await cut(...part, { length: 5 })).toEqual([[1, 6]]);
  expect(await cut(...all, { length: 10 })).toEqual([[undefined, undefined]]);
});
