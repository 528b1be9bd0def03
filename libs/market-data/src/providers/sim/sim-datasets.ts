import type { RowDataset } from '#domain';
import { companyInfo } from './datasets/companies.js';
import { dividends } from './datasets/dividends.js';
import { earningsCalendar } from './datasets/earnings-calendar.js';
import { earningsTranscripts } from './datasets/earnings-transcripts.js';
import { earnings } from './datasets/earnings.js';
import { economicEvents } from './datasets/economic-events.js';
import { economicIndicators } from './datasets/economic-indicators.js';
import { fundamentals } from './datasets/fundamentals.js';
import { news } from './datasets/news.js';
import { createOptionsChain } from './datasets/options-chain.js';
import { stockQuotes } from './datasets/stock-quotes.js';
import type { SimDataset } from './sim-request.js';

type SimDatasets = { readonly [Name in RowDataset]: SimDataset<Name> };

/** Every dataset in rows of the simulated market, with so many expiries of a chain. */
export function createSimDatasets(expiries: number): SimDatasets {
  return {
    stock_quotes: stockQuotes,
    options_chain: createOptionsChain(expiries),
    fundamentals,
    dividends,
    earnings_transcripts: earningsTranscripts,
    economic_indicators: economicIndicators,
    earnings,
    earnings_calendar: earningsCalendar,
    news,
    economic_events: economicEvents,
    company_info: companyInfo,
  };
}
