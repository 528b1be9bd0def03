import type { VendorHttp } from '../http/vendor-http.js';
import type { RowsSource } from '../market-data-provider.js';
import { memberOf } from '../read-json.js';
import { readColumns, toFraction, toNumber, type FieldNames } from '../rows/read-columns.js';
import { bySubject } from '../rows/rows-source.js';

const FIELDS: FieldNames<'stock_quotes'> = {
  symbol: 'symbol',
  lastPrice: 'lastPrice',
  open: 'openPrice',
  high: 'highPrice',
  low: 'lowPrice',
  prevClose: 'prevClosePrice',
  volume: 'volume',
  bid: 'bidPrice',
  bidSize: 'bidQty',
  ask: 'askPrice',
  askSize: 'askQty',
  change: 'priceChange',
};

/** Of pairs such as BTCUSDT, over the last 24 hours. */
export function createBinanceQuotes(http: VendorHttp): RowsSource<'stock_quotes'> {
  return bySubject('binance', 'stock_quotes', async (symbol, { signal }) => {
    const ticker = await http.getJson('/api/v3/ticker/24hr', { symbol }, signal);
    return [
      {
        ...readColumns('stock_quotes', FIELDS, ticker),
        lastTimestamp: toNumber(memberOf(ticker, 'closeTime')),
        changeFraction: toFraction(memberOf(ticker, 'priceChangePercent')),
        ...{ marketState: 'regular', assetType: 'crypto' },
      },
    ];
  });
}
