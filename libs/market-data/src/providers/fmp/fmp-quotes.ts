import type { RowsSource } from '../market-data-provider.js';
import { memberOf } from '../read-json.js';
import { readColumns, toFraction, toInstant, type FieldNames } from '../rows/read-columns.js';
import { inBatches } from '../rows/rows-source.js';
import type { FmpList } from './fmp-list.js';

const SYMBOLS = 100;

const FIELDS: FieldNames<'stock_quotes'> = {
  symbol: 'symbol',
  lastPrice: 'price',
  open: 'open',
  high: 'dayHigh',
  low: 'dayLow',
  prevClose: 'previousClose',
  volume: 'volume',
  change: 'change',
  yearHigh: 'yearHigh',
  yearLow: 'yearLow',
  marketCap: 'marketCap',
  name: 'name',
  exchange: 'exchange',
};

/** Without bid and ask, which would be a request for each symbol. */
export function createFmpQuotes(list: FmpList): RowsSource<'stock_quotes'> {
  return inBatches('fmp', 'stock_quotes', SYMBOLS, async ({ subjects, signal }) => {
    // The smallest plan has this one only.
    const quotes =
      subjects.length === 1
        ? await list('/quote', { symbol: subjects[0] }, signal)
        : await list('/batch-quote', { symbols: subjects.join(',') }, signal);
    return quotes.map((quote) => ({
      ...readColumns('stock_quotes', FIELDS, quote),
      lastTimestamp: toInstant(memberOf(quote, 'timestamp')),
      changeFraction: toFraction(memberOf(quote, 'changePercentage')),
    }));
  });
}
