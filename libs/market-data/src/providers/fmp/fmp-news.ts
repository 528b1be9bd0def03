import { createHash } from 'node:crypto';
import type { RowsSource } from '../market-data-provider.js';
import { memberOf } from '../read-json.js';
import { newYorkInstant } from '../rows/publication.js';
import { readColumns, toText, type DraftRow, type FieldNames } from '../rows/read-columns.js';
import { inBatches } from '../rows/rows-source.js';
import type { FmpList } from './fmp-list.js';

const SYMBOLS = 50;
const PAGE = 250;
const LAST_PAGE = 100;
/** What says by which way a reader came. */
const TRACKING = /^(utm_\w+|gclid|fbclid|cmpid|src|ref)$/i;

const FIELDS: FieldNames<'news'> = {
  title: 'title',
  url: 'url',
  sourceName: 'publisher',
  excerpt: 'text',
};

/** Articles of the days, page by page. */
export function createFmpNews(list: FmpList): RowsSource<'news'> {
  return inBatches('fmp', 'news', SYMBOLS, async ({ subjects, from, to, signal }) => {
    const articles: unknown[] = [];
    for (let page = 0; page <= LAST_PAGE; page += 1) {
      const query = { symbols: subjects.join(','), from, to, page, limit: PAGE };
      const found = await list('/news/stock', query, signal);
      articles.push(...found);
      if (found.length < PAGE) break;
    }
    return mergeSymbols(articles.map(readArticle));
  });
}

function readArticle(article: unknown): DraftRow<'news'> {
  const url = toText(memberOf(article, 'url'));
  const symbol = toText(memberOf(article, 'symbol'));
  return {
    ...readColumns('news', FIELDS, article),
    externalId: url && createHash('sha256').update(withoutTracking(url)).digest('hex'),
    publishedAt: newYorkInstant(memberOf(article, 'publishedDate')),
    symbols: symbol === null ? [] : [symbol],
  };
}

/** It sends an article once for each symbol that it is about. */
function mergeSymbols(drafts: readonly DraftRow<'news'>[]): DraftRow<'news'>[] {
  const articles = new Map<string, DraftRow<'news'>>();
  for (const draft of drafts) {
    const key = draft.externalId ?? JSON.stringify(draft);
    const symbols = [...(articles.get(key)?.symbols ?? []), ...(draft.symbols ?? [])];
    articles.set(key, { ...draft, symbols: [...new Set(symbols)].sort() });
  }
  return [...articles.values()];
}

function withoutTracking(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  url.hash = '';
  return url.href;
}
