import fc from 'fast-check';
import { ROW_DATASETS, type RowDataset } from '#domain';
import { sql } from 'drizzle-orm';
import { anyRows, keyOf } from '../../../../test/support/dataset-rows.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import { InstrumentRepository } from '../instruments/instrument.repository.js';
import { DatasetRepository } from './dataset.repository.js';
import { cursorOf } from './row-conditions.js';
import { datasetTable, SQL_TYPES } from './dataset-sql.js';

const SYMBOLS = ['ACME', 'OTHER'];
const origin = { provider: 'yahoo', runId: 'run-1' };

let testDatabase: TestDatabase;
let database: Database;
let datasets: DatasetRepository;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, poolSize: 4 });
  datasets = new DatasetRepository(database);
  const instruments = new InstrumentRepository(database);
  for (const symbol of SYMBOLS)
    await instruments.ensure({ symbol, name: null, calendar: 'XNYS', timeZone: 'UTC', currency: 'USD' });
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const execute = async (statement: string) =>
  (await database.query((queries) => queries.execute(sql.raw(statement)))).rows;

/** Empties a dataset: every test of a table begins with none. */
const clear = (dataset: RowDataset) =>
  execute(
    `truncate ${dataset}, ${dataset}_history; delete from dataset_batches where dataset = '${dataset}'`,
  );

const all = (dataset: RowDataset, asOf?: number) => datasets.query(dataset, { limit: 1_000, asOf });

/** What the world sees of a row, without where it came from. */
function bare(row: object): object {
  const { eventTime: _1, knownAt: _2, provider: _3, runId: _4, ...own } = row as Record<string, unknown>;
  return JSON.parse(JSON.stringify(own).replaceAll('\\u0000', '\uFFFD')) as object;
}

const byKey = (dataset: RowDataset, rows: readonly object[]) =>
  Object.fromEntries(rows.map(bare).map((row) => [keyOf(dataset, row as never), row]));

describe.each(ROW_DATASETS)('the table of %s', (dataset) => {
  beforeEach(() => clear(dataset));

  it('has exactly the columns of the table in code, and its history has them too', async () => {
    const columnsOf = async (table: string) =>
      (await execute(
        `select column_name as name, data_type as type, is_nullable = 'NO' as required
         from information_schema.columns where table_name = '${table}' order by ordinal_position`,
      )) as unknown as { name: string; type: string; required: boolean }[];
    const table = datasetTable(dataset);
    const names: Record<string, string> = { timestamptz: 'timestamp with time zone', 'text[]': 'ARRAY' };
    const wanted = table.columns.map(({ sql: name, kind, required }) => {
      return { name, type: names[SQL_TYPES[kind]] ?? SQL_TYPES[kind], required };
    });
    const meta = ['event_time', 'known_at', 'batch', 'provider', 'run_id', table.subject];
    const stored = await columnsOf(dataset);
    expect(stored.filter(({ name }) => !meta.includes(name))).toEqual(wanted);
    expect(stored.filter(({ name }) => meta.includes(name)).map(({ required }) => required)).not.toContain(
      false,
    );
    const history = (await columnsOf(`${dataset}_history`)).map(({ name }) => name);
    expect(history).toEqual(['superseded_at', ...stored.map(({ name }) => name)]);
  });

  it('gives back what was stored, and a second time changes nothing and writes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows(dataset, SYMBOLS), async (rows) => {
        await clear(dataset);
        const first = await datasets.upsert(dataset, rows, origin);
        expect(first).toMatchObject({ inserted: rows.length, changed: 0, unchanged: 0, refused: [] });
        expect(byKey(dataset, await all(dataset))).toEqual(byKey(dataset, rows));
        const written = await execute(`select xmin::text, ctid::text from ${dataset}`);
        const second = await datasets.upsert(dataset, [...rows].reverse(), origin);
        expect(second).toMatchObject({ inserted: 0, changed: 0, unchanged: rows.length, knownAt: null });
        expect(await execute(`select xmin::text, ctid::text from ${dataset}`)).toEqual(written);
      }),
      { numRuns: 15 },
    );
  });

  it('shows at every instant what was stored by then, however often rows changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRows(dataset, SYMBOLS, 5), { maxLength: 4 }), async (ingests) => {
        await clear(dataset);
        const states: { knownAt: number; rows: object }[] = [];
        for (const rows of ingests) {
          const { knownAt } = await datasets.upsert(dataset, rows, origin);
          if (knownAt !== null) states.push({ knownAt, rows: byKey(dataset, await all(dataset)) });
        }
        for (const [at, { knownAt, rows }] of states.entries()) {
          const then = await all(dataset, knownAt);
          expect(byKey(dataset, then)).toEqual(rows);
          expect(Math.max(...then.map((row) => row.knownAt))).toBeLessThanOrEqual(knownAt);
          expect(byKey(dataset, await all(dataset, knownAt - 1))).toEqual(states[at - 1]?.rows ?? {});
        }
      }),
      { numRuns: 10 },
    );
  });

  it('gives every row once over any pages, in both orders', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows(dataset, SYMBOLS), fc.integer({ min: 1, max: 4 }), async (rows, limit) => {
        await clear(dataset);
        await datasets.upsert(dataset, rows, origin);
        for (const order of ['newest', 'oldest'] as const) {
          const whole = await datasets.query(dataset, { limit: 1_000, order });
          const paged: object[] = [];
          for (let after: string | undefined; ;) {
            const page = await datasets.query(dataset, { limit, order, after });
            paged.push(...page);
            if (page.length < limit) break;
            after = cursorOf(dataset, page[page.length - 1]);
          }
          expect(paged).toEqual(whole);
          const times = whole.map(({ eventTime }) => eventTime);
          expect([...times].sort((one, other) => (order === 'oldest' ? one - other : other - one))).toEqual(
            times,
          );
        }
      }),
      { numRuns: 8 },
    );
  });
});
