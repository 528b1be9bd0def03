import { recordedAnswers } from './recorded-answers.js';
import type { RowCase } from './row-case.js';

/* What each recorded answer has to become, checked by eye against the recording. */

const of = (
  provider: RowCase['provider'],
  dataset: RowCase['dataset'],
  subjects: readonly string[],
  ...files: string[]
) => ({
  ...{ provider, dataset, subjects, from: '2020-01-01', to: '2026-12-31' },
  answers: recordedAnswers(provider, ...files),
});

export const RECORDED_CASES: readonly RowCase[] = [
  {
    ...of('yahoo', 'stock_quotes', ['AAPL'], 'yahoo/stock_quotes.json'),
    rows: [
      {
        ...{ symbol: 'AAPL', lastTimestamp: '2026-10-02T20:00:01.000Z', lastPrice: 333.69 },
        ...{ open: 333.205, high: 334.54, low: 330.61, prevClose: 330.32, volume: 31878433 },
        ...{ bid: 330.02, bidSize: 400, ask: 335, askSize: 500, change: 3.37 },
        ...{ changeFraction: 0.0102022, yearHigh: 345.34, yearLow: 243.42, marketCap: 4869931925504 },
        ...{ marketState: 'closed', assetType: 'equity', name: 'Apple Inc.', exchange: 'NasdaqGS' },
        ...{ currency: 'USD' },
      },
    ],
  },
  {
    ...of('yahoo', 'options_chain', ['AAPL'], 'yahoo/options_chain.json'),
    ...{ from: '2026-05-28', to: '2026-05-28', now: '2026-05-28T15:00:00Z' },
    rows: [
      {
        ...{ symbol: 'AAPL', snapshotTime: '2026-05-28T15:00:00.000Z' },
        ...{ contractSymbol: 'AAPL260529C00110000', expiration: '2026-05-29', daysToExpiration: 1 },
        ...{ strike: 110, optionType: 'call', underlyingPrice: 333.69, lastTradePrice: 200.48 },
        ...{ lastTradeTime: '2026-05-28T17:59:16.000Z', volume: 3, openInterest: 0, change: 0 },
        ...{ changeFraction: 0, inTheMoney: true, contractSize: 100 },
      },
      {
        ...{ symbol: 'AAPL', snapshotTime: '2026-05-28T15:00:00.000Z' },
        ...{ contractSymbol: 'AAPL260529C00310000', expiration: '2026-05-29', daysToExpiration: 1 },
        ...{ strike: 310, optionType: 'call', underlyingPrice: 333.69, lastTradePrice: 1.92 },
        ...{ lastTradeTime: '2026-05-28T17:59:16.000Z', bid: 1.9, ask: 1.95, mark: 1.925 },
        ...{ volume: 5120, openInterest: 8841, change: 0, changeFraction: 0 },
        ...{ impliedVolatility: 0.2187, inTheMoney: true, contractSize: 100 },
      },
      {
        ...{ symbol: 'AAPL', snapshotTime: '2026-05-28T15:00:00.000Z' },
        ...{ contractSymbol: 'AAPL260529P00310000', expiration: '2026-05-29', daysToExpiration: 1 },
        ...{ strike: 310, optionType: 'put', underlyingPrice: 333.69, lastTradePrice: 1.44 },
        ...{ lastTradeTime: '2026-05-28T17:59:16.000Z', bid: 1.42, ask: 1.47, mark: 1.445 },
        ...{ volume: 2044, openInterest: 3127, change: 0, changeFraction: 0 },
        ...{ impliedVolatility: 0.2031, inTheMoney: false, contractSize: 100 },
      },
    ],
  },
  {
    ...of('yahoo', 'fundamentals', ['AAPL'], 'yahoo/fundamentals.json'),
    rows: [
      {
        ...{ symbol: 'AAPL', statement: 'income', periodType: 'annual', periodEnding: '2024-09-30' },
        ...{ reportedCurrency: 'USD', revenue: 391035000000 },
      },
      {
        ...{ symbol: 'AAPL', statement: 'income', periodType: 'annual', periodEnding: '2025-09-30' },
        ...{ reportedCurrency: 'USD', revenue: 416161000000 },
      },
    ],
  },
  {
    ...of('yahoo', 'dividends', ['AAPL'], 'yahoo/dividends.json'),
    rows: [
      {
        ...{ symbol: 'AAPL', exDividendDate: '2020-11-06', amount: 0.205, currency: 'USD' },
        ...{ dividendType: 'cash' },
      },
    ],
  },
  {
    ...of('yahoo', 'earnings', ['AAPL'], 'yahoo/earnings_data.json'),
    rows: [
      {
        ...{ symbol: 'AAPL', periodEnding: '2025-06-30', epsActual: 1.57, epsEstimated: 1.42572 },
        ...{ surpriseFraction: 0.10119799119 },
      },
      {
        ...{ symbol: 'AAPL', periodEnding: '2025-09-30', epsActual: 1.85, epsEstimated: 1.76993 },
        ...{ surpriseFraction: 0.0452390772516 },
      },
    ],
  },
  {
    ...of('yahoo', 'earnings_calendar', ['AAPL'], 'yahoo/earnings_calendar.json'),
    rows: [
      {
        ...{ symbol: 'AAPL', reportDate: '2026-10-29', confirmed: false, epsConsensus: 1.97643 },
        ...{ revenueConsensus: 113256580210 },
      },
    ],
  },
  {
    ...of('yahoo', 'news', ['AAPL'], 'yahoo/news.json'),
    rows: [
      {
        ...{ externalId: '00000000-0000-3000-8000-000000000001' },
        ...{ publishedAt: '2026-10-02T17:00:00.000Z', title: 'Sample headline about Apple' },
        ...{ url: 'https://finance.yahoo.com/news/sample-000000001.html', sourceName: 'Sample Wire' },
        ...{ symbols: ['AAPL'] },
      },
    ],
  },
  {
    ...of('yahoo', 'company_info', ['AAPL'], 'yahoo/company_info.json'),
    rows: [
      {
        ...{ symbol: 'AAPL', name: 'AAPL', sector: 'Technology' },
        ...{ industryCategory: 'Consumer Electronics' },
        ...{ longDescription: 'Designs and sells smartphones, computers, tablets, wearables and services.' },
        ...{ ceo: 'Mr. Timothy D. Cook', companyUrl: 'https://www.apple.com' },
        ...{ businessPhoneNo: '(408) 996-1010', hqAddress1: 'One Apple Park Way' },
        ...{ hqAddressCity: 'Cupertino', hqAddressPostalCode: '95014', hqState: 'CA' },
        ...{ hqCountry: 'United States', employees: 150000 },
      },
    ],
  },
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
    ...of('fmp', 'earnings', ['AAPL'], 'fmp/earnings_data.json'),
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
  {
    ...of('fred', 'economic_indicators', ['GNPCA'], 'fred/economic_indicators.json', 'fred/series.json'),
    ...{ from: '1929-01-01', to: '1931-12-31' },
    rows: [
      {
        ...{ series: 'GNPCA', period: '1929-01-01', value: 1065.9 },
        ...{ publishedAt: '2013-08-15T04:00:00.000Z', title: 'Real Gross National Product' },
        ...{ unit: 'Billions of Chained 2009 Dollars', frequency: 'Annual', country: 'US' },
      },
      {
        ...{ series: 'GNPCA', period: '1930-01-01', value: 975.5 },
        ...{ publishedAt: '2013-08-15T04:00:00.000Z', title: 'Real Gross National Product' },
        ...{ unit: 'Billions of Chained 2009 Dollars', frequency: 'Annual', country: 'US' },
      },
      {
        ...{ series: 'GNPCA', period: '1931-01-01', publishedAt: '2013-08-15T04:00:00.000Z' },
        ...{ title: 'Real Gross National Product', unit: 'Billions of Chained 2009 Dollars' },
        ...{ frequency: 'Annual', country: 'US' },
      },
    ],
  },
  {
    ...of('fred', 'economic_events', [], 'fred/economic_events.json'),
    ...{ from: '2013-01-01', to: '2013-01-31' },
    rows: [
      {
        ...{ country: 'US', event: 'Advance Monthly Sales for Retail and Food Services' },
        ...{ date: '2013-01-01' },
      },
      { country: 'US', event: 'Failures and Assistance Transactions', date: '2013-01-01' },
      {
        ...{ country: 'US', event: 'Manufacturing and Trade Inventories and Sales' },
        ...{ date: '2013-01-01' },
      },
    ],
  },
  {
    ...of('sec', 'fundamentals', ['AAPL'], 'sec/fundamentals.json'),
    rows: [
      {
        ...{ symbol: 'AAPL', statement: 'income', periodType: 'annual', periodEnding: '2023-09-30' },
        ...{ fiscalYear: 2023, fiscalPeriod: 'FY', filingDate: '2023-11-03' },
        ...{ publishedAt: '2023-11-04T04:00:00.000Z', reportedCurrency: 'USD', revenue: 383285000000 },
        ...{ extra: { period_end: '2023-09-30' } },
      },
      {
        ...{ symbol: 'AAPL', statement: 'income', periodType: 'annual', periodEnding: '2024-09-30' },
        ...{ fiscalYear: 2024, fiscalPeriod: 'FY', filingDate: '2024-11-01' },
        ...{ publishedAt: '2024-11-02T04:00:00.000Z', reportedCurrency: 'USD', revenue: 391035000000 },
        ...{ dilutedEarningsPerShare: 6.08, extra: { period_end: '2024-09-28' } },
      },
      {
        ...{ symbol: 'AAPL', statement: 'balance', periodType: 'annual', periodEnding: '2024-09-30' },
        ...{ fiscalYear: 2024, fiscalPeriod: 'FY', filingDate: '2024-11-01' },
        ...{ publishedAt: '2024-11-02T04:00:00.000Z', reportedCurrency: 'USD' },
        ...{ totalAssets: 364980000000, extra: { period_end: '2024-09-28' } },
      },
      {
        ...{ symbol: 'AAPL', statement: 'balance', periodType: 'quarter', periodEnding: '2024-09-30' },
        ...{ fiscalYear: 2024, fiscalPeriod: 'Q4', filingDate: '2024-11-01' },
        ...{ publishedAt: '2024-11-02T04:00:00.000Z', reportedCurrency: 'USD' },
        ...{ totalAssets: 364980000000, extra: { period_end: '2024-09-28' } },
      },
    ],
  },
  {
    ...of('sec', 'company_info', ['AAPL'], 'sec/company_info.json'),
    rows: [
      {
        ...{ symbol: 'AAPL', name: 'Apple Inc.', legalName: 'Apple Inc.', cik: '0000320193' },
        ...{ stockExchange: 'Nasdaq', sic: '3571', industryCategory: 'Electronic Computers' },
        ...{ businessPhoneNo: '(408) 996-1010', hqAddress1: 'ONE APPLE PARK WAY' },
        ...{ hqAddressCity: 'CUPERTINO', hqAddressPostalCode: '95014', hqState: 'CA', incState: 'CA' },
        ...{ fiscalYearEnd: '0926' },
      },
    ],
  },
  {
    ...of('binance', 'stock_quotes', ['BTCUSDT'], 'binance/stock_quotes.json'),
    rows: [
      {
        ...{ symbol: 'BTCUSDT', lastTimestamp: '2025-02-04T08:00:00.000Z', lastPrice: 98907 },
        ...{ open: 99002, high: 99900, low: 97800, prevClose: 99002.47, volume: 8913.3, bid: 98906.99 },
        ...{ bidSize: 1.2, ask: 98907, askSize: 3.4, change: -94.999998, changeFraction: -0.00095 },
        ...{ marketState: 'regular', assetType: 'crypto' },
      },
    ],
  },
];
