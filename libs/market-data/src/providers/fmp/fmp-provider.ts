import type { VendorHttp } from '../http/vendor-http.js';
import type { MarketDataProvider } from '../market-data-provider.js';
import { createFmpCompany } from './fmp-company.js';
import { createFmpDividends } from './fmp-dividends.js';
import { createFmpCalendar, createFmpEarnings } from './fmp-earnings.js';
import { createFmpEvents, createFmpIndicators } from './fmp-economy.js';
import { createFmpFundamentals } from './fmp-fundamentals.js';
import { createFmpList } from './fmp-list.js';
import { createFmpNews } from './fmp-news.js';
import { createFmpIntraday, createFmpPrices } from './fmp-prices.js';
import { createFmpQuotes } from './fmp-quotes.js';
import { createFmpTranscripts } from './fmp-transcripts.js';

/** Financial Modeling Prep, its "stable" API. What its plans hold differs: the next provider is asked for the rest. */
export function createFmpProvider(http: VendorHttp, hasKey: boolean): MarketDataProvider {
  const list = createFmpList(http, hasKey);
  return {
    id: 'fmp',
    batchSize: 4,
    datasets: { historical_prices: createFmpPrices(list), intraday_prices: createFmpIntraday(list) },
    rows: {
      stock_quotes: createFmpQuotes(list),
      fundamentals: createFmpFundamentals(list),
      dividends: createFmpDividends(list),
      earnings_transcripts: createFmpTranscripts(list),
      economic_indicators: createFmpIndicators(list),
      earnings: createFmpEarnings(list),
      earnings_calendar: createFmpCalendar(list),
      news: createFmpNews(list),
      economic_events: createFmpEvents(list),
      company_info: createFmpCompany(list),
    },
  };
}
