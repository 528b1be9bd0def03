import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { Database } from '../database.js';
import { toArrayText } from './array-text.js';

describe('the text of an array', () => {
  let testDatabase: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 1 });
  });

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it('is read by PostgreSQL as the values that were written, whatever they hold', async () => {
    // The one character that PostgreSQL has no place for is NUL.
    const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0'));
    const quoted = fc.constantFrom('NULL', '', '{}', '"', '\\', '\\"', ',', '$&', ' a ', '{"a":"\\"{"}');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(text, quoted, fc.constant(null))), async (values) => {
        const { rows } = await database.query((queries) =>
          queries.execute<{ read: (string | null)[] }>(sql`select ${toArrayText(values)}::text[] as read`),
        );
        expect(rows[0].read).toEqual(values);
      }),
    );
  });

  it('keeps the instants of two centuries to the millisecond where they are read as numbers', async () => {
    const years = { min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer(years), { minLength: 200, maxLength: 200 }), async (instants) => {
        const texts = toArrayText(instants.map((instant) => new Date(instant).toISOString()));
        const { rows } = await database.query((queries) =>
          queries.execute(sql`
            select ms from unnest(${toArrayText(instants)}::float8[], ${texts}::timestamptz[]) as r(ms, instant)
            where to_timestamp(ms / 1000) <> instant`),
        );
        expect(rows).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('holds numbers and truth values as they are', () => {
    expect(toArrayText([1, -0.5, true, false, null])).toBe('{1,-0.5,true,false,NULL}');
  });
});
