import fc from 'fast-check';
import { ROW_DATASETS, type DatasetRow, type RowDataset } from '#domain';
import { anyRow } from '../../../../test/support/dataset-rows.js';
import { emptyRow } from '../../../../test/support/dataset-rows.js';
import { normaliseRows } from './normalise-rows.js';

const NOW = Date.parse('2026-11-20T15:00:00Z');
const WANTED = new Set(['ACME']);

const reasonsOf = <Name extends RowDataset>(dataset: Name, ...rows: DatasetRow<Name>[]) => {
  const { rows: kept, doubtful } = normaliseRows(dataset, rows, WANTED, NOW);
  return [kept.length, ...doubtful.map(({ severity, reason }) => `${severity}: ${reason}`)];
};

const quote = (change: Partial<DatasetRow<'stock_quotes'>> = {}) =>
  emptyRow('stock_quotes', { symbol: 'ACME', lastTimestamp: NOW - 1_000, lastPrice: 10, ...change });
const contract = (change: Partial<DatasetRow<'options_chain'>> = {}) =>
  emptyRow('options_chain', {
    ...{ symbol: 'ACME', snapshotTime: NOW, contractSymbol: 'ACME261218C00010000' },
    ...{ expiration: '2026-12-18', strike: 10, optionType: 'call', ...change },
  });

describe('a row', () => {
  test.each<[string, Partial<DatasetRow<'stock_quotes'>>]>([
    ['nobody asked for this one', { symbol: 'OTHER' }],
    ['lastPrice is missing', { lastPrice: null as never }],
    ['volume is not a number', { volume: NaN }],
    ['lastTimestamp is not an instant', { lastTimestamp: Infinity }],
    ['name is not a text', { name: 7 as never }],
    ['the price is not positive', { lastPrice: 0 }],
    ['high is below low', { high: 9, low: 10 }],
    ['the time is to come', { lastTimestamp: NOW + 3_600_000 }],
    ['bid or ask is negative', { bid: -1 }],
  ])('is kept out, because %s', (reason, change) => {
    expect(reasonsOf('stock_quotes', quote(change))).toEqual([0, `error: ${reason}`]);
  });

  test('is stored with a warning where it only looks strange', () => {
    expect(reasonsOf('stock_quotes', quote({ bid: 11, ask: 10 }))).toEqual([1, 'warning: bid is above ask']);
    expect(reasonsOf('stock_quotes', quote({ bid: 11, ask: 0 }))).toEqual([1]);
  });

  test('is judged by the rules of its dataset', () => {
    expect(reasonsOf('options_chain', contract({ optionType: 'C' }))).toEqual([
      0,
      'error: it is neither a call nor a put',
    ]);
    expect(reasonsOf('options_chain', contract({ expiration: '2026-11-13' }))).toEqual([
      0,
      'error: it has expired',
    ]);
    expect(reasonsOf('options_chain', contract({ expiration: '2026-11-20' }))).toEqual([1]);
    expect(reasonsOf('options_chain', contract({ expiration: '2026-02-30' }))).toEqual([
      0,
      'error: expiration is not a date',
    ]);
  });
});

describe('rows of one key', () => {
  test('count once when they are equal', () => {
    expect(reasonsOf('stock_quotes', quote(), quote())).toEqual([1]);
  });

  test('are the one that says more, and the others are put aside', () => {
    const [full, bare] = [quote({ bid: 9.9, ask: 10.1 }), quote()];
    for (const rows of [
      [full, bare],
      [bare, full],
    ]) {
      const { rows: kept, doubtful } = normaliseRows('stock_quotes', rows, WANTED, NOW);
      expect(kept).toEqual([full]);
      expect(doubtful).toMatchObject([{ severity: 'error', reason: 'another row of that key says more' }]);
    }
  });
});

test.each(ROW_DATASETS)(
  '%s: the order in which rows come changes nothing, and none is lost without a word',
  (dataset) => {
    fc.assert(
      fc.property(fc.array(anyRow(dataset, ['ACME', 'OTHER'])), (rows) => {
        const forward = normaliseRows(dataset, rows, undefined, NOW);
        const backward = normaliseRows(dataset, [...rows].reverse(), undefined, NOW);
        expect(backward).toEqual(forward);
        const errors = forward.doubtful.filter(({ severity }) => severity === 'error').length;
        const different = new Set(rows.map((row) => JSON.stringify(row))).size;
        expect(forward.rows.length + errors).toBeGreaterThanOrEqual(different);
      }),
      { numRuns: 30 },
    );
  },
);
