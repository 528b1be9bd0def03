import { recordedCase as of } from './recorded-case.js';
import type { RowCase } from './row-case.js';

export const RECORDED_FMP_CASES: readonly RowCase[] = [
  {
    ...of('fmp', 'stock_quotes', ['AAPL'], 'fmp/stock_quotes.json'),
    rows: [
      {
        ...{ symbol: 'AAPL', lastTimestamp: '2025-02-04T21:00:01.000Z', lastPrice: 232.8, open: 227.2 },
        ...{ high: 233.13, low: 226.65, prevClose: 228.01, volume: 44489128, change: 4.79 },
        ...{ changeFraction: 0.021008, yearHigh: 260.1, yearLow: 164.08, marketCap: 3500823120000 },
        ...{ name: 'Apple Inc.', exchange: 'NASDAQ' },
      },
    ],
  },
  {
    ...of(
      'fmp',
      'fundamentals',
      ['AAPL'],
      'fmp/fundamentals.json',
      'fmp/fundamentals_balance.json',
      'fmp/fundamentals_cashflow.json',
    ),
    rows: [
      {
        ...{ symbol: 'AAPL', statement: 'income', periodType: 'annual', periodEnding: '2024-09-30' },
        ...{ fiscalYear: 2024, fiscalPeriod: 'FY', filingDate: '2024-11-01' },
        ...{ acceptedAt: '2024-11-01T10:01:36.000Z', publishedAt: '2024-11-01T10:01:36.000Z' },
        ...{ reportedCurrency: 'USD', revenue: 391035000000, costOfRevenue: 210352000000 },
        ...{ grossProfit: 180683000000, researchAndDevelopmentExpense: 31370000000 },
        ...{ sellingGeneralAndAdminExpense: 26097000000, totalOperatingIncome: 123216000000 },
        ...{ ebitda: 134661000000, totalPreTaxIncome: 123485000000, incomeTaxExpense: 29749000000 },
        ...{ consolidatedNetIncome: 93736000000, basicEarningsPerShare: 6.11 },
        ...{ dilutedEarningsPerShare: 6.08, weightedAverageBasicShares: 15343783000 },
        ...{ weightedAverageDilutedShares: 15408095000, extra: { period_end: '2024-09-28' } },
      },
      {
        ...{ symbol: 'AAPL', statement: 'balance', periodType: 'annual', periodEnding: '2024-09-30' },
        ...{ fiscalYear: 2024, fiscalPeriod: 'FY', filingDate: '2024-11-01' },
        ...{ acceptedAt: '2024-11-01T10:01:36.000Z', publishedAt: '2024-11-01T10:01:36.000Z' },
        ...{ reportedCurrency: 'USD', totalAssets: 364980000000, totalLiabilities: 308030000000 },
        ...{ totalDebt: 106629000000, netDebt: 76686000000, cashAndCashEquivalents: 29943000000 },
        ...{ totalStockholdersEquity: 56950000000, extra: { period_end: '2024-09-28' } },
      },
      {
        ...{ symbol: 'AAPL', statement: 'cash_flow', periodType: 'annual', periodEnding: '2024-09-30' },
        ...{ fiscalYear: 2024, fiscalPeriod: 'FY', filingDate: '2024-11-01' },
        ...{ acceptedAt: '2024-11-01T10:01:36.000Z', publishedAt: '2024-11-01T10:01:36.000Z' },
        ...{ reportedCurrency: 'USD', operatingCashFlow: 118254000000 },
        ...{ capitalExpenditure: -9447000000, freeCashFlow: 108807000000 },
        ...{ extra: { period_end: '2024-09-28' } },
      },
    ],
  },
  {
    ...of('fmp', 'dividends', ['AAPL'], 'fmp/dividends.json'),
    rows: [
      {
        ...{ symbol: 'AAPL', exDividendDate: '2025-02-10', amount: 0.25, declaredAmount: 0.25 },
        ...{ recordDate: '2025-02-10', paymentDate: '2025-02-13', declarationDate: '2025-01-30' },
        ...{ publishedAt: '2025-01-31T05:00:00.000Z', frequency: 'Quarterly', dividendType: 'cash' },
      },
      {
        ...{ symbol: 'AAPL', exDividendDate: '2024-11-08', amount: 0.25, declaredAmount: 0.25 },
        ...{ recordDate: '2024-11-11', paymentDate: '2024-11-14', frequency: 'Quarterly' },
        ...{ dividendType: 'cash' },
      },
    ],
  },
  {
    ...of(
      'fmp',
      'earnings_transcripts',
      ['AAPL'],
      'fmp/earnings_transcripts.json',
      'fmp/earnings_transcripts_dates.json',
    ),
    rows: [
      {
        ...{ symbol: 'AAPL', fiscalYear: 2020, fiscalQuarter: 3, date: '2020-07-30' },
        ...{ publishedAt: '2020-07-31T04:00:00.000Z' },
        ...{
          content:
            'Operator: Good day, everyone. Welcome to the third quarter conference call.\nSpeaker One: Thank you.',
        },
        ...{ contentHash: '970ea04bcf605845612af760077132fcb474b1234e21116ddd8f854bd1660df4' },
      },
    ],
  },
  {
    ...of('fmp', 'economic_indicators', ['GDP'], 'fmp/economic_indicators.json'),
    rows: [{ series: 'GDP', period: '2024-01-01', value: 28624.069, country: 'US' }],
  },
  {
    ...of('fmp', 'earnings', ['AAPL'], 'fmp/earnings_data.json', 'fmp/fundamentals.json'),
    rows: [
      { symbol: 'AAPL', periodEnding: '2025-09-30', reportDate: '2025-10-29' },
      {
        ...{ symbol: 'AAPL', periodEnding: '2024-12-31', reportDate: '2025-01-30' },
        ...{ publishedAt: '2025-01-31T05:00:00.000Z', epsActual: 2.4, epsEstimated: 2.35 },
        ...{ surpriseFraction: 0.0212765957447, revenueActual: 124300000000 },
        ...{ revenueEstimated: 124120000000 },
      },
    ],
  },
  {
    ...of('fmp', 'earnings_calendar', ['KEC.NS'], 'fmp/earnings_calendar.json'),
    ...{ from: '2024-11-04', to: '2024-11-04' },
    rows: [
      {
        ...{ symbol: 'KEC.NS', reportDate: '2024-11-04', publishedAt: '2024-11-05T05:00:00.000Z' },
        ...{ epsConsensus: 4.97, epsActual: 3.32, revenueConsensus: 44687400000 },
        ...{ revenueActual: 51133100000 },
      },
    ],
  },
  {
    ...of('fmp', 'news', ['AAPL'], 'fmp/news.json'),
    rows: [
      {
        ...{ externalId: '60922123737102689c2e81d3c5c4ccd677dfa86f8336b4cc4f2d36bc75163453' },
        ...{ publishedAt: '2025-02-04T02:05:14.000Z', title: 'Sample headline about Apple' },
        ...{ url: 'https://example.com/articles/1', sourceName: 'Sample Wire' },
        ...{ excerpt: 'First sentences of the article.', symbols: ['AAPL'] },
      },
    ],
  },
  {
    ...of('fmp', 'economic_events', [], 'fmp/economic_events.json'),
    ...{ from: '2024-03-01', to: '2024-03-07' },
    rows: [
      {
        ...{ country: 'JP', event: '3-Month Bill Auction', date: '2024-03-01' },
        ...{ scheduledAt: '2024-03-01T03:35:00.000Z', importance: 'low', currency: 'JPY' },
        ...{ previous: -0.112, actual: -0.096, publishedAt: '2024-03-01T03:35:00.000Z' },
      },
    ],
  },
  {
    ...of('fmp', 'company_info', ['AAPL'], 'fmp/company_info.json'),
    rows: [
      {
        ...{ symbol: 'AAPL', name: 'Apple Inc.', cik: '0000320193', cusip: '037833100' },
        ...{ isin: 'US0378331005', stockExchange: 'NASDAQ Global Select', sector: 'Technology' },
        ...{ industryCategory: 'Consumer Electronics' },
        ...{ longDescription: 'Designs and sells consumer electronics and services.' },
        ...{ ceo: 'Mr. Timothy D. Cook', companyUrl: 'https://www.apple.com' },
        ...{ businessPhoneNo: '(408) 996-1010', hqAddress1: 'One Apple Park Way' },
        ...{ hqAddressCity: 'Cupertino', hqAddressPostalCode: '95014', hqState: 'CA', hqCountry: 'US' },
        ...{ employees: 164000, firstStockPriceDate: '1980-12-12', entityStatus: 'active' },
        ...{ marketCap: 3500823120000 },
      },
    ],
  },
];
