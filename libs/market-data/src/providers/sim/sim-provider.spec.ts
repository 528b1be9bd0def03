import fc from 'fast-check';
import { datasetDefinition, ROW_DATASETS, toDate, type RowDataset } from '#domain';
import { createSimProvider } from './sim-provider.js';
import { fetchFrom, NOW, pricesOf, rowsOf, subjectsOf, warm } from './testing/sim-rows.js';

const DAY = 86_400_000;

function keyOf(name: RowDataset, row: object): string {
  const cells = row as Record<string, unknown>;
  return JSON.stringify([
    cells.symbol,
    cells.series,
    ...datasetDefinition(name).key.map((column) => cells[column]),
  ]);
}

const bySortedKey = (name: RowDataset, rows: readonly object[]) =>
  [...rows].sort((one, other) => (keyOf(name, one) < keyOf(name, other) ? -1 : 1));

describe.each(ROW_DATASETS)('sim: %s', (name) => {
  const definition = datasetDefinition(name);

  test('gives rows with every column, each key once, none from after now', async () => {
    const { rows } = await fetchFrom(warm, name);
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map((row) => keyOf(name, row))).size).toBe(rows.length);
    for (const row of rows as object[]) {
      const cells = row as Record<string, unknown>;
      expect(Object.keys(definition.columns).filter((column) => cells[column] === undefined)).toEqual([]);
      for (const [column, spec] of Object.entries(definition.columns)) {
        if (spec.endsWith('!')) expect(cells[column]).not.toBeNull();
        if (typeof cells[column] === 'number') expect(Number.isFinite(cells[column])).toBe(true);
      }
      expect(Number(cells[definition.published])).toBeLessThanOrEqual(NOW);
    }
  });

  test('gives the same rows in any window, order and batch, cold or warm', async () => {
    const whole = bySortedKey(name, await rowsOf(name));
    const day = fc.integer({ min: 0, max: 600 }).map((days) => toDate(Date.parse('2025-06-01') + days * DAY));
    await fc.assert(
      fc.asyncProperty(
        ...([day, day, fc.shuffledSubarray(subjectsOf(name), { minLength: 1 }), fc.boolean()] as const),
        async (one, other, chosen, isCold) => {
          const [from, to] = [one, other].sort();
          const provider = isCold ? createSimProvider(1) : warm;
          const { rows } = await fetchFrom(provider, name, { from, to, subjects: chosen });
          const expected = whole.filter((row) => {
            const cells = row as unknown as Record<string, string | number>;
            const about =
              cells.symbol ?? cells.series ?? (cells.symbols as unknown as string[] | undefined)?.[0];
            if (about !== undefined && !chosen.includes(String(about))) return false;
            if (['stock_quotes', 'options_chain', 'company_info'].includes(name)) return true;
            const at = cells[definition.time];
            const date = typeof at === 'number' ? toDate(at) : at;
            return date >= from && date <= to;
          });
          expect(bySortedKey(name, rows)).toEqual(expected);
        },
      ),
      { numRuns: 4 },
    );
  });

  test('says what it does not know', async () => {
    if (definition.subject === 'world' && name !== 'news')
      return expect(rowsOf(name, { subjects: [] })).resolves.not.toEqual([]);
    const { rows, missing } = await fetchFrom(warm, name, { subjects: ['UNKNOWN-1'] });
    expect([rows, missing.map(({ fault }) => fault)]).toEqual([[], ['unknown_symbol']]);
  });

  test('ends with the job', async () => {
    const reason = new Error('cancelled');
    await expect(fetchFrom(warm, name, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

test('sim has no prices of a symbol that begins with UNKNOWN', async () => {
  await expect(pricesOf('UNKNOWN1', '2026-01-01')).rejects.toMatchObject({ fault: 'unknown_symbol' });
});
