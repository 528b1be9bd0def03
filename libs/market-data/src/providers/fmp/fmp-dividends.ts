import type { RowsSource } from '../market-data-provider.js';
import { knownAfter } from '../rows/publication.js';
import { readColumns, type FieldNames } from '../rows/read-columns.js';
import { bySubject } from '../rows/rows-source.js';
import type { FmpList } from './fmp-list.js';

/** Of a symbol, of all times. */
const ALL = 1_000;

const FIELDS: FieldNames<'dividends'> = {
  symbol: 'symbol',
  exDividendDate: 'date',
  // The cash of its day; `adjDividend` is that on today's shares.
  amount: 'dividend',
  declaredAmount: 'dividend',
  recordDate: 'recordDate',
  paymentDate: 'paymentDate',
  declarationDate: 'declarationDate',
  frequency: 'frequency',
};

export function createFmpDividends(list: FmpList): RowsSource<'dividends'> {
  return bySubject('fmp', 'dividends', async (symbol, { signal }) => {
    const rows = await list('/dividends', { symbol, limit: ALL }, signal);
    return rows.map((row) => {
      const draft = readColumns('dividends', FIELDS, row);
      return { ...draft, publishedAt: knownAfter(draft.declarationDate ?? null), dividendType: 'cash' };
    });
  });
}
