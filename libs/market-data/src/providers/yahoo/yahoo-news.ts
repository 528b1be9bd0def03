import type { VendorHttp } from '../http/vendor-http.js';
import type { RowsSource } from '../market-data-provider.js';
import { listOf, memberOf } from '../read-json.js';
import { readColumns, toInstant, toText, type FieldNames } from '../rows/read-columns.js';
import { bySubject } from '../rows/rows-source.js';

const ARTICLES = 10;

const FIELDS: FieldNames<'news'> = {
  externalId: 'uuid',
  title: 'title',
  url: 'link',
  sourceName: 'publisher',
};

/** The newest headlines of a symbol, without their texts. */
export function createYahooNews(http: VendorHttp): RowsSource<'news'> {
  return bySubject('yahoo', 'news', async (symbol, { signal }) => {
    const query = { q: symbol, newsCount: ARTICLES, quotesCount: 0 };
    const body = await http.getJson('/v1/finance/search', query, signal);
    return listOf(memberOf(body, 'news')).map((article) => {
      const tickers = listOf(memberOf(article, 'relatedTickers')).flatMap((ticker) => toText(ticker) ?? []);
      return {
        ...readColumns('news', FIELDS, article),
        publishedAt: toInstant(memberOf(article, 'providerPublishTime')),
        symbols: tickers.length > 0 ? tickers : [symbol],
      };
    });
  });
}
