import { recordedCase as of } from './recorded-case.js';
import type { RowCase } from './row-case.js';

export const RECORDED_YAHOO_CASES: readonly RowCase[] = [
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
];
