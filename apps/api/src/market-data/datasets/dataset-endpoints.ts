import type { DatasetRow, RowDataset } from '#domain';

/** How a dataset is read over HTTP: data only, the rest is in DATASET_TABLE. */
export interface DatasetEndpoint<Name extends RowDataset = RowDataset> {
  dataset: Name;
  /** Under `/api/v1/market-data`. */
  path: string;
  /** Of the operation. */
  id: string;
  /** The shapes in the API description begin with it. */
  shape: string;
  /** Columns that a query may ask to be equal to something. */
  filters: readonly (keyof DatasetRow<Name> & string)[];
  /** Rows of the largest page; a page that says nothing has a tenth of it. */
  largestPage: number;
  example: Partial<DatasetRow<Name>>;
}

function endpoint<Name extends RowDataset>(row: DatasetEndpoint<Name>): DatasetEndpoint {
  return row as unknown as DatasetEndpoint;
}

const AT = Date.UTC(2026, 10, 20, 14, 30);

export const DATASET_ENDPOINTS: readonly DatasetEndpoint[] = [
  endpoint({
    dataset: 'stock_quotes',
    path: 'quotes',
    id: 'listQuotes',
    shape: 'Quote',
    filters: ['marketState'],
    largestPage: 10_000,
    example: { lastTimestamp: AT, lastPrice: 189.3, bid: 189.29, ask: 189.31, marketState: 'regular' },
  }),
  endpoint({
    dataset: 'fundamentals',
    path: 'fundamentals',
    id: 'listFundamentals',
    shape: 'Fundamentals',
    filters: ['statement', 'periodType', 'fiscalYear'],
    largestPage: 5_000,
    example: { statement: 'income', periodType: 'quarter', periodEnding: '2026-09-26', revenue: 94_930e6 },
  }),
  endpoint({
    dataset: 'dividends',
    path: 'dividends',
    id: 'listDividends',
    shape: 'Dividend',
    filters: ['dividendType'],
    largestPage: 10_000,
    example: { exDividendDate: '2026-11-10', amount: 0.26, currency: 'USD', dividendType: 'cash' },
  }),
  endpoint({
    dataset: 'earnings',
    path: 'earnings',
    id: 'listEarnings',
    shape: 'Earnings',
    filters: ['fiscalYear', 'fiscalPeriod'],
    largestPage: 10_000,
    example: { periodEnding: '2026-09-26', epsActual: 1.64, epsEstimated: 1.6, surpriseFraction: 0.025 },
  }),
  endpoint({
    dataset: 'earnings_calendar',
    path: 'earnings-calendar',
    id: 'listEarningsCalendar',
    shape: 'EarningsDate',
    filters: ['reportTime', 'confirmed'],
    largestPage: 10_000,
    example: { reportDate: '2027-01-28', reportTime: 'amc', confirmed: true, epsConsensus: 2.35 },
  }),
  endpoint({
    dataset: 'earnings_transcripts',
    path: 'transcripts',
    id: 'listTranscripts',
    shape: 'Transcript',
    filters: ['fiscalYear', 'fiscalQuarter'],
    largestPage: 100,
    example: { fiscalYear: 2026, fiscalQuarter: 4, date: '2026-10-30', content: 'Good afternoon …' },
  }),
  endpoint({
    dataset: 'economic_indicators',
    path: 'economic-indicators',
    id: 'listEconomicIndicators',
    shape: 'EconomicIndicator',
    filters: ['country', 'frequency'],
    largestPage: 10_000,
    example: { period: '2026-10-01', value: 319.8, title: 'Consumer Price Index', frequency: 'monthly' },
  }),
  endpoint({
    dataset: 'economic_events',
    path: 'economic-events',
    id: 'listEconomicEvents',
    shape: 'EconomicEvent',
    filters: ['country', 'importance', 'category', 'currency'],
    largestPage: 10_000,
    example: { country: 'US', event: 'CPI', date: '2026-11-12', importance: 'high', consensus: 0.002 },
  }),
  endpoint({
    dataset: 'news',
    path: 'news',
    id: 'listNews',
    shape: 'NewsItem',
    filters: ['sourceName'],
    largestPage: 1_000,
    example: { externalId: '8b1f', publishedAt: AT, title: 'Markets open higher', symbols: ['AAPL'] },
  }),
  endpoint({
    dataset: 'company_info',
    path: 'companies',
    id: 'listCompanies',
    shape: 'Company',
    filters: ['sector', 'stockExchange', 'hqCountry'],
    largestPage: 10_000,
    example: { name: 'Apple Inc.', sector: 'Technology', stockExchange: 'NASDAQ', hqCountry: 'US' },
  }),
];
