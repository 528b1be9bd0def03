import { concernsSymbol, DATASET_TABLE, type DatasetDefinition } from './dataset-table.js';

describe('the table of datasets', () => {
  const rows: readonly DatasetDefinition[] = DATASET_TABLE;

  it.each(rows.map((row) => [row.name, row] as const))(
    '%s names only columns that it has, and its key is never null',
    (_, row) => {
      for (const column of [...row.key, row.time, row.published])
        expect(Object.keys(row.columns)).toContain(column);
      for (const column of row.key) expect(row.columns[column]).toMatch(/!$/);
      expect(['date', 'instant']).toContain(row.columns[row.time].replace('!', ''));
      expect(row.columns[row.published]).toMatch(/^instant/);
    },
  );

  it('knows that an index reports no earnings, and that currencies have no options', () => {
    expect(['AAPL', '^GSPC', 'BTC-USD'].filter((symbol) => concernsSymbol('earnings', symbol))).toEqual([
      'AAPL',
    ]);
    expect(['AAPL', '^GSPC', 'BTC-USD'].filter((symbol) => concernsSymbol('options_chain', symbol))).toEqual([
      'AAPL',
      '^GSPC',
    ]);
    expect(concernsSymbol('news', 'BTC-USD')).toBe(true);
  });

  it('has every dataset once', () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });
});
