import type { DatasetRow, RowDataset } from '#domain';

/** The name of a row in the API description, and what one may hold. */
type RowShapes = {
  readonly [Name in RowDataset]: { readonly shape: string; readonly example: Partial<DatasetRow<Name>> };
};

const AT = Date.UTC(2026, 10, 20, 14, 30);

export const ROW_SHAPES: RowShapes = {
  stock_quotes: {
    shape: 'Quote',
    example: { lastTimestamp: AT, lastPrice: 189.3, bid: 189.29, ask: 189.31, marketState: 'regular' },
  },
  options_chain: {
    shape: 'OptionContract',
    example: { snapshotTime: AT, contractSymbol: 'AAPL261218C00190000', strike: 190, optionType: 'call' },
  },
  fundamentals: {
    shape: 'Fundamentals',
    example: { statement: 'income', periodType: 'quarter', periodEnding: '2026-09-26', revenue: 94_930e6 },
  },
  dividends: {
    shape: 'Dividend',
    example: { exDividendDate: '2026-11-10', amount: 0.26, currency: 'USD', dividendType: 'cash' },
  },
  earnings: {
    shape: 'Earnings',
    example: { periodEnding: '2026-09-26', epsActual: 1.64, epsEstimated: 1.6, surpriseFraction: 0.025 },
  },
  earnings_calendar: {
    shape: 'EarningsDate',
    example: { reportDate: '2027-01-28', reportTime: 'amc', confirmed: true, epsConsensus: 2.35 },
  },
  earnings_transcripts: {
    shape: 'Transcript',
    example: { fiscalYear: 2026, fiscalQuarter: 4, date: '2026-10-30', content: 'Good afternoon …' },
  },
  economic_indicators: {
    shape: 'EconomicIndicator',
    example: { period: '2026-10-01', value: 319.8, title: 'Consumer Price Index', frequency: 'monthly' },
  },
  economic_events: {
    shape: 'EconomicEvent',
    example: { country: 'US', event: 'CPI', date: '2026-11-12', importance: 'high', consensus: 0.002 },
  },
  news: {
    shape: 'NewsItem',
    example: { externalId: '8b1f', publishedAt: AT, title: 'Markets open higher', symbols: ['AAPL'] },
  },
  company_info: {
    shape: 'Company',
    example: { name: 'Apple Inc.', sector: 'Technology', stockExchange: 'NASDAQ', hqCountry: 'US' },
  },
};
