import { json, seconds, type RowCase } from './row-case.js';

/* Answers in the shapes of Yahoo Finance, of a company that there is not. */

const CHAIN = '/v7/finance/options/ACME';
const SUMMARY = '/v10/finance/quoteSummary/ACME';
const SERIES = '/ws/fundamentals-timeseries/v1/finance/timeseries/ACME';
const OPEN = seconds('2024-03-05T14:30:00Z');

const summary = (modules: object) => json({ quoteSummary: { result: [modules], error: null } });
const raw = (value: number) => ({ raw: value, fmt: String(value) });

const series = (type: string, date: string, value: number) => ({
  meta: { symbol: ['ACME'], type: [type] },
  [type]: [{ asOfDate: date, periodType: '3M', currencyCode: 'USD', reportedValue: raw(value) }],
});

const contract = (symbol: string, strike: number, values: object) => ({
  ...{ contractSymbol: symbol, strike, currency: 'USD', lastPrice: 5, change: -0.5, percentChange: -10 },
  ...{ contractSize: 'REGULAR', expiration: seconds('2024-03-08T00:00:00Z'), inTheMoney: true },
  ...values,
});

const chain = (options: object) =>
  json({
    optionChain: {
      result: [
        {
          underlyingSymbol: 'ACME',
          expirationDates: ['2024-03-08', '2024-03-15', '2024-03-22'].map(seconds),
          quote: { regularMarketPrice: 104 },
          options: [options],
        },
      ],
      error: null,
    },
  });

const base = { provider: 'yahoo', subjects: ['ACME'], from: '2024-01-01', to: '2024-03-31' } as const;

export const YAHOO_CASES: readonly RowCase[] = [
  {
    ...base,
    dataset: 'stock_quotes',
    subjects: ['ACME', 'IDLE'],
    answers: {
      '/v7/finance/quote': json({
        quoteResponse: {
          result: [
            {
              ...{ symbol: 'ACME', quoteType: 'EQUITY', shortName: 'Acme', marketState: 'REGULAR' },
              ...{ regularMarketPrice: 104, regularMarketTime: OPEN, regularMarketPreviousClose: 102.08 },
              ...{ regularMarketChange: 1.92, regularMarketChangePercent: 1.8809 },
              ...{ bid: 103.99, bidSize: 2, ask: 104.01, askSize: 3, currency: 'USD' },
            },
            {
              ...{ symbol: 'IDLE', marketState: 'POSTPOST', regularMarketPrice: 1, regularMarketTime: OPEN },
              ...{ bid: 0, bidSize: 0, ask: 0, askSize: 0 },
            },
          ],
          error: null,
        },
      }),
    },
    rows: [
      {
        ...{ symbol: 'ACME', assetType: 'equity', name: 'Acme', marketState: 'regular', currency: 'USD' },
        ...{ lastPrice: 104, lastTimestamp: '2024-03-05T14:30:00.000Z', prevClose: 102.08 },
        ...{ change: 1.92, changeFraction: 0.018809, bid: 103.99, bidSize: 200, ask: 104.01, askSize: 300 },
      },
      { symbol: 'IDLE', marketState: 'closed', lastPrice: 1, lastTimestamp: '2024-03-05T14:30:00.000Z' },
    ],
  },
  {
    ...base,
    dataset: 'options_chain',
    now: '2024-03-05T15:00:00Z',
    answers: {
      [CHAIN]: ({ searchParams }) =>
        searchParams.get('date') === String(seconds('2024-03-15'))
          ? chain({
              calls: [],
              puts: [
                contract('ACME240315P00100000', 100, {
                  ...{ bid: 0, ask: 0.1, impliedVolatility: 0.31, expiration: seconds('2024-03-15') },
                  ...{ inTheMoney: false, volume: 7, openInterest: 9, contractSize: 'MINI' },
                }),
              ],
            })
          : chain({
              calls: [contract('ACME240308C00100000', 100, { bid: 0, ask: 0, impliedVolatility: 0.00001 })],
              puts: [],
            }),
    },
    rows: [
      {
        ...{ symbol: 'ACME', contractSymbol: 'ACME240308C00100000', optionType: 'call', strike: 100 },
        ...{ snapshotTime: '2024-03-05T15:00:00.000Z', expiration: '2024-03-08', daysToExpiration: 3 },
        ...{ underlyingPrice: 104, lastTradePrice: 5, change: -0.5, changeFraction: -0.1, inTheMoney: true },
        contractSize: 100,
      },
      {
        ...{ symbol: 'ACME', contractSymbol: 'ACME240315P00100000', optionType: 'put', strike: 100 },
        ...{ snapshotTime: '2024-03-05T15:00:00.000Z', expiration: '2024-03-15', daysToExpiration: 10 },
        ...{ underlyingPrice: 104, lastTradePrice: 5, change: -0.5, changeFraction: -0.1, inTheMoney: false },
        ...{ bid: 0, ask: 0.1, mark: 0.05, impliedVolatility: 0.31, volume: 7, openInterest: 9 },
        contractSize: 10,
      },
    ],
  },
  {
    ...base,
    dataset: 'fundamentals',
    answers: {
      [SERIES]: json({
        timeseries: {
          result: [
            series('quarterlyTotalRevenue', '2024-01-31', 100),
            series('quarterlyDilutedEPS', '2024-01-31', 0.5),
            series('trailingTotalRevenue', '2024-01-31', 400),
            series('annualCapitalExpenditure', '2024-01-31', -30),
            series('annualTotalAssets', '2023-01-31', 900),
            { meta: { symbol: ['ACME'], type: ['annualTotalDebt'] } },
          ],
          error: null,
        },
      }),
    },
    rows: [
      {
        ...{ symbol: 'ACME', statement: 'income', periodType: 'quarter', periodEnding: '2024-01-31' },
        ...{ reportedCurrency: 'USD', revenue: 100, dilutedEarningsPerShare: 0.5 },
      },
      {
        ...{ symbol: 'ACME', statement: 'income', periodType: 'ttm', periodEnding: '2024-01-31' },
        ...{ reportedCurrency: 'USD', revenue: 400 },
      },
      {
        ...{ symbol: 'ACME', statement: 'cash_flow', periodType: 'annual', periodEnding: '2024-01-31' },
        ...{ reportedCurrency: 'USD', capitalExpenditure: -30 },
      },
    ],
  },
  {
    ...base,
    dataset: 'dividends',
    answers: {
      '/v8/finance/chart/ACME': json({
        chart: {
          result: [
            {
              meta: { currency: 'USD', exchangeTimezoneName: 'America/New_York' },
              events: {
                dividends: { a: { amount: 0.25, date: OPEN } },
                splits: { b: { numerator: 2, denominator: 1, date: OPEN + 86_400 } },
              },
            },
          ],
          error: null,
        },
      }),
    },
    rows: [
      { symbol: 'ACME', exDividendDate: '2024-03-05', amount: 0.5, currency: 'USD', dividendType: 'cash' },
    ],
  },
  {
    ...base,
    dataset: 'earnings',
    answers: {
      [SUMMARY]: summary({
        earningsHistory: {
          history: [
            { epsActual: raw(1.1), epsEstimate: 1, quarter: seconds('2024-01-31') },
            { epsActual: {}, epsEstimate: {}, quarter: raw(seconds('2023-10-31')) },
          ],
        },
      }),
    },
    rows: [
      ...[
        {
          symbol: 'ACME',
          periodEnding: '2024-01-31',
          epsActual: 1.1,
          epsEstimated: 1,
          surpriseFraction: 0.1,
        },
      ],
    ],
  },
  {
    ...base,
    dataset: 'earnings_calendar',
    answers: {
      [SUMMARY]: summary({
        calendarEvents: {
          earnings: {
            earningsDate: [raw(seconds('2024-02-27T21:00:00Z')), raw(seconds('2024-03-04T21:00:00Z'))],
            ...{ isEarningsDateEstimate: true, earningsAverage: raw(1.2), revenueAverage: raw(120) },
          },
        },
      }),
    },
    rows: [
      {
        symbol: 'ACME',
        reportDate: '2024-02-27',
        confirmed: false,
        epsConsensus: 1.2,
        revenueConsensus: 120,
      },
    ],
  },
  {
    ...base,
    dataset: 'news',
    answers: {
      '/v1/finance/search': json({
        news: [
          {
            ...{ uuid: 'n-1', title: 'Acme opens', publisher: 'Wire', link: 'https://news.test/1' },
            ...{ providerPublishTime: OPEN, relatedTickers: ['ACME', 'IDLE'] },
          },
          { uuid: 'n-2', title: 'Acme closes', link: 'https://news.test/2', providerPublishTime: OPEN + 1 },
        ],
      }),
    },
    rows: [
      {
        ...{ externalId: 'n-1', title: 'Acme opens', sourceName: 'Wire', url: 'https://news.test/1' },
        ...{ publishedAt: '2024-03-05T14:30:00.000Z', symbols: ['ACME', 'IDLE'] },
      },
      {
        ...{ externalId: 'n-2', title: 'Acme closes', url: 'https://news.test/2', symbols: ['ACME'] },
        publishedAt: '2024-03-05T14:30:01.000Z',
      },
    ],
  },
  {
    ...base,
    dataset: 'company_info',
    answers: {
      [SUMMARY]: summary({
        price: { longName: 'Acme Corporation', exchangeName: 'NYSE', marketCap: raw(1_000) },
        assetProfile: {
          ...{ sector: 'Energy', industry: 'Anvils', fullTimeEmployees: 12, country: 'United States' },
          companyOfficers: [
            { name: 'A. Clerk', title: 'Treasurer' },
            { name: 'W. Coyote', title: 'Chief Executive Officer' },
          ],
        },
      }),
    },
    rows: [
      {
        ...{ symbol: 'ACME', name: 'Acme Corporation', stockExchange: 'NYSE', marketCap: 1_000 },
        ...{ sector: 'Energy', industryCategory: 'Anvils', employees: 12, hqCountry: 'United States' },
        ceo: 'W. Coyote',
      },
    ],
  },
];
