import type { MarketDataProvider } from '../market-data-provider.js';
import { fetchChart, readChart } from './read-chart.js';
import { createYahooDividends } from './yahoo-dividends.js';
import { createYahooFundamentals } from './yahoo-fundamentals.js';
import { createYahooIntraday } from './yahoo-intraday.js';
import { createYahooNews } from './yahoo-news.js';
import { createYahooOptions } from './yahoo-options.js';
import { createYahooQuotes } from './yahoo-quotes.js';
import { YahooSession, type YahooDoors } from './yahoo-session.js';
import { createYahooCalendar, createYahooCompany, createYahooEarnings } from './yahoo-summary.js';

/** Yahoo Finance, which asks for no key. Prices come adjusted for splits. */
export function createYahooProvider(
  doors: YahooDoors,
  /** Of an options chain, nearest first. */
  expiries: number,
  now: () => number = Date.now,
): MarketDataProvider {
  const session = new YahooSession(doors);
  const { data } = doors;
  return {
    id: 'yahoo',
    batchSize: 4,
    datasets: {
      async historical_prices({ symbol, from, to, signal }) {
        return readChart(await fetchChart(data, { symbol, from, now: now(), signal }), from, to);
      },
      intraday_prices: createYahooIntraday(data, now),
    },
    rows: {
      stock_quotes: createYahooQuotes(session),
      options_chain: createYahooOptions(session, expiries),
      fundamentals: createYahooFundamentals(data),
      dividends: createYahooDividends(data, now),
      earnings: createYahooEarnings(session),
      earnings_calendar: createYahooCalendar(session),
      news: createYahooNews(data),
      company_info: createYahooCompany(session),
    },
  };
}
