import { recordedCase as of } from './recorded-case.js';
import { RECORDED_FMP_CASES } from './recorded-fmp-cases.js';
import { RECORDED_YAHOO_CASES } from './recorded-yahoo-cases.js';
import type { RowCase } from './row-case.js';

/** What each recorded answer has to become. */
export const RECORDED_CASES: readonly RowCase[] = [
  ...RECORDED_YAHOO_CASES,
  ...RECORDED_FMP_CASES,
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
