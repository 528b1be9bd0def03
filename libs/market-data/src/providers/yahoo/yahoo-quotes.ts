import { listOf, memberOf } from '../read-json.js';
import {
  readColumns,
  toFraction,
  toInstant,
  toNumber,
  toText,
  type DraftRow,
  type FieldNames,
} from '../rows/read-columns.js';
import { inBatches } from '../rows/rows-source.js';
import type { RowsSource } from '../market-data-provider.js';
import type { YahooSession } from './yahoo-session.js';

/** What one request takes. */
const SYMBOLS = 100;
/** Sizes are told in round lots. */
const LOT = 100;

const FIELDS: FieldNames<'stock_quotes'> = {
  symbol: 'symbol',
  lastPrice: 'regularMarketPrice',
  open: 'regularMarketOpen',
  high: 'regularMarketDayHigh',
  low: 'regularMarketDayLow',
  prevClose: 'regularMarketPreviousClose',
  volume: 'regularMarketVolume',
  change: 'regularMarketChange',
  yearHigh: 'fiftyTwoWeekHigh',
  yearLow: 'fiftyTwoWeekLow',
  marketCap: 'marketCap',
  exchange: 'fullExchangeName',
  currency: 'currency',
};

const MARKET_STATES: Readonly<Record<string, string>> = { PRE: 'pre', REGULAR: 'regular', POST: 'post' };

export function createYahooQuotes(session: YahooSession): RowsSource<'stock_quotes'> {
  return inBatches('yahoo', 'stock_quotes', SYMBOLS, async ({ subjects, signal }) => {
    const body = await session.getJson('/v7/finance/quote', { symbols: subjects.join(',') }, signal);
    return listOf(memberOf(body, 'quoteResponse', 'result')).map(readQuote);
  });
}

function readQuote(quote: unknown): DraftRow<'stock_quotes'> {
  const at = (name: string) => memberOf(quote, name);
  return {
    ...readColumns('stock_quotes', FIELDS, quote),
    lastTimestamp: toInstant(at('regularMarketTime')),
    // Nobody bids nothing: that is how it says that there is no book.
    ...{ bid: toNumber(at('bid')) || null, bidSize: toShares(at('bidSize')) },
    ...{ ask: toNumber(at('ask')) || null, askSize: toShares(at('askSize')) },
    changeFraction: toFraction(at('regularMarketChangePercent')),
    marketState: MARKET_STATES[String(at('marketState'))] ?? 'closed',
    assetType: toText(at('quoteType'))?.toLowerCase() ?? null,
    name: toText(at('longName')) ?? toText(at('shortName')),
  };
}

function toShares(lots: unknown): number | null {
  const number = toNumber(lots);
  return number ? number * LOT : null;
}
