import { json, seconds, type RowCase } from './row-case.js';

/* Answers in the shapes of Financial Modeling Prep, of a company that there is not. */

const base = { provider: 'fmp', subjects: ['ACME'], from: '2024-01-01', to: '2024-03-31' } as const;

const statement = (values: object) => ({
  ...{
    date: '2024-01-28',
    symbol: 'ACME',
    reportedCurrency: 'USD',
    filingDate: '2024-02-20',
    fiscalYear: '2023',
  },
  ...values,
});
/** Years and quarters are the same path. */
const byPeriod = (values: object) => (url: URL) =>
  json(
    url.searchParams.get('period') === 'annual'
      ? [statement({ ...values, period: 'FY', acceptedDate: '2024-02-20 16:05:00' })]
      : [statement({ ...values, period: 'Q4', acceptedDate: '' }), statement({ ...values, period: 'FY' })],
  );
const [annual, quarter] = [
  {
    periodType: 'annual',
    fiscalPeriod: 'FY',
    acceptedAt: '2024-02-20T21:05:00.000Z',
    publishedAt: '2024-02-20T21:05:00.000Z',
  },
  { periodType: 'quarter', fiscalPeriod: 'Q4', publishedAt: '2024-02-21T05:00:00.000Z' },
].map((values) => ({
  ...{ symbol: 'ACME', periodEnding: '2024-01-31', reportedCurrency: 'USD', filingDate: '2024-02-20' },
  ...{ fiscalYear: 2023, extra: { period_end: '2024-01-28' } },
  ...values,
}));
const bothOf = (values: object) => [
  { ...annual, ...values },
  { ...quarter, ...values },
];

const article = (symbol: string, values: object = {}) => ({
  ...{
    symbol,
    publishedDate: '2024-03-05 16:30:00',
    publisher: 'Wire',
    title: 'Acme opens',
    text: 'It does.',
  },
  ...{ url: 'https://news.test/1?utm_source=feed&id=7#top', site: 'news.test' },
  ...values,
});

export const FMP_CASES: readonly RowCase[] = [
  {
    ...base,
    dataset: 'stock_quotes',
    subjects: ['ACME', 'IDLE'],
    answers: {
      '/stable/batch-quote': json([
        {
          ...{ symbol: 'ACME', name: 'Acme', price: 104, changePercentage: -1.5, change: -1.6, volume: 9 },
          ...{ dayLow: 101, dayHigh: 105, open: 102, previousClose: 105.6, exchange: 'NYSE' },
          timestamp: seconds('2024-03-05T21:00:01Z'),
        },
      ]),
    },
    rows: [
      {
        ...{ symbol: 'ACME', name: 'Acme', lastPrice: 104, changeFraction: -0.015, change: -1.6, volume: 9 },
        ...{ low: 101, high: 105, open: 102, prevClose: 105.6, exchange: 'NYSE' },
        lastTimestamp: '2024-03-05T21:00:01.000Z',
      },
    ],
  },
  {
    ...base,
    dataset: 'fundamentals',
    answers: {
      '/stable/income-statement': byPeriod({
        revenue: 400,
        researchAndDevelopmentExpenses: 0,
        epsDiluted: 1.5,
      }),
      '/stable/balance-sheet-statement': byPeriod({ totalAssets: 900 }),
      '/stable/cash-flow-statement': byPeriod({ capitalExpenditure: -30 }),
    },
    rows: [
      ...bothOf({ statement: 'income', revenue: 400, dilutedEarningsPerShare: 1.5 }),
      ...bothOf({ statement: 'balance', totalAssets: 900 }),
      ...bothOf({ statement: 'cash_flow', capitalExpenditure: -30 }),
    ],
  },
  {
    ...base,
    dataset: 'dividends',
    answers: {
      '/stable/dividends': json([
        {
          ...{ symbol: 'ACME', date: '2024-03-05', recordDate: '', paymentDate: '', frequency: 'Quarterly' },
          ...{ declarationDate: '2024-02-01', adjDividend: 0.25, dividend: 0.5 },
        },
        { symbol: 'ACME', date: '2020-03-05', dividend: 0.5, declarationDate: '' },
      ]),
    },
    rows: [
      {
        ...{ symbol: 'ACME', exDividendDate: '2024-03-05', amount: 0.5, declaredAmount: 0.5 },
        ...{ frequency: 'Quarterly', declarationDate: '2024-02-01', dividendType: 'cash' },
        publishedAt: '2024-02-02T05:00:00.000Z',
      },
    ],
  },
  {
    ...base,
    dataset: 'earnings_transcripts',
    answers: {
      '/stable/earning-call-transcript-dates': json([
        { quarter: 4, fiscalYear: 2023, date: '2024-02-20' },
        { quarter: 3, fiscalYear: 2023, date: '2023-11-20' },
      ]),
      '/stable/earning-call-transcript': ({ searchParams }) =>
        json(
          searchParams.get('quarter') === '4'
            ? [{ symbol: 'ACME', period: 'Q4', year: 2023, date: '2024-02-20', content: 'Welcome.' }]
            : [],
        ),
    },
    rows: [
      {
        ...{ symbol: 'ACME', fiscalYear: 2023, fiscalQuarter: 4, date: '2024-02-20', content: 'Welcome.' },
        publishedAt: '2024-02-21T05:00:00.000Z',
        contentHash: '3fc2118d352cbb01db0d8b015d9df5926e416c4b75379601277187da80329c6b',
      },
    ],
  },
  {
    ...base,
    dataset: 'economic_indicators',
    subjects: ['UNRATE'],
    answers: {
      '/stable/economic-indicators': ({ searchParams }) =>
        json(searchParams.get('name') === 'unemploymentRate' ? [{ date: '2024-02-01', value: 3.9 }] : []),
    },
    rows: [{ series: 'UNRATE', period: '2024-02-01', value: 3.9, country: 'US' }],
  },
  {
    ...base,
    dataset: 'earnings',
    answers: {
      '/stable/earnings': json([
        { symbol: 'ACME', date: '2024-05-20', epsActual: null, epsEstimated: 1.4, revenueEstimated: 120 },
        { symbol: 'ACME', date: '2024-02-20', epsActual: 1.1, epsEstimated: 1, revenueActual: 110 },
      ]),
      '/stable/income-statement': json([
        { symbol: 'ACME', date: '2024-01-28', filingDate: '2024-02-21', fiscalYear: '2023', period: 'Q4' },
      ]),
    },
    to: '2024-06-30',
    from: '2023-10-01',
    rows: [
      {
        ...{ symbol: 'ACME', periodEnding: '2024-04-30', reportDate: '2024-05-20', epsEstimated: 1.4 },
        revenueEstimated: 120,
      },
      {
        ...{ symbol: 'ACME', periodEnding: '2024-01-31', reportDate: '2024-02-20', revenueActual: 110 },
        ...{ fiscalYear: 2023, fiscalPeriod: 'Q4' },
        ...{
          epsActual: 1.1,
          epsEstimated: 1,
          surpriseFraction: 0.1,
          publishedAt: '2024-02-21T05:00:00.000Z',
        },
      },
    ],
  },
  {
    ...base,
    dataset: 'earnings_calendar',
    from: '2024-02-20',
    to: '2024-02-21',
    answers: {
      '/stable/earnings-calendar': ({ searchParams }) =>
        json(
          searchParams.get('from') === '2024-02-20'
            ? [
                {
                  ...{ symbol: 'ACME', date: '2024-02-20', epsActual: 1.1, epsEstimated: 1, time: 'amc' },
                  ...{ periodEnding: '2024-01-28', fiscalPeriod: 'Q4', fiscalYear: 2023, confirmed: true },
                },
                { symbol: 'OTHER', date: '2024-02-20', epsActual: 1 },
              ]
            : [{ symbol: 'ACME', date: '2024-02-21', epsActual: null, epsEstimated: 2, time: null }],
        ),
    },
    rows: [
      {
        ...{ symbol: 'ACME', reportDate: '2024-02-20', reportTime: 'amc', periodEnding: '2024-01-31' },
        ...{ epsActual: 1.1, epsConsensus: 1, fiscalPeriod: 'Q4', fiscalYear: 2023, confirmed: true },
        publishedAt: '2024-02-21T01:00:00.000Z',
      },
      { symbol: 'ACME', reportDate: '2024-02-21', epsConsensus: 2 },
    ],
  },
  {
    ...base,
    dataset: 'news',
    subjects: ['ACME', 'IDLE'],
    answers: {
      '/stable/news/stock': json([article('IDLE'), article('ACME', { url: 'https://news.test/1?id=7' })]),
    },
    rows: [
      {
        ...{ title: 'Acme opens', sourceName: 'Wire', excerpt: 'It does.', symbols: ['ACME', 'IDLE'] },
        ...{ url: 'https://news.test/1?id=7', publishedAt: '2024-03-05T21:30:00.000Z' },
        externalId: '3d80182dfedc78b6dc673065c42fd8cebc6434459913f00d4c01d8fcc2e935bf',
      },
    ],
  },
  {
    ...base,
    dataset: 'economic_events',
    subjects: [],
    from: '2024-03-01',
    to: '2024-03-10',
    answers: {
      '/stable/economic-calendar': ({ searchParams }) =>
        json([
          searchParams.get('from') === '2024-03-01'
            ? {
                ...{
                  date: '2024-03-05 13:30:00',
                  country: 'US',
                  event: 'Payrolls',
                  currency: 'USD',
                  unit: 'K',
                },
                ...{ previous: 229, estimate: 198, actual: 275, impact: 'High' },
              }
            : { date: '2024-03-09 13:30:00', country: 'US', event: 'CPI', estimate: 3.1, actual: null },
        ]),
    },
    rows: [
      {
        ...{ date: '2024-03-05', scheduledAt: '2024-03-05T13:30:00.000Z', country: 'US', event: 'Payrolls' },
        ...{ currency: 'USD', unit: 'K', previous: 229, consensus: 198, actual: 275, importance: 'high' },
        publishedAt: '2024-03-05T13:30:00.000Z',
      },
      {
        ...{ date: '2024-03-09', scheduledAt: '2024-03-09T13:30:00.000Z', country: 'US', event: 'CPI' },
        consensus: 3.1,
      },
    ],
  },
  {
    ...base,
    dataset: 'company_info',
    answers: {
      '/stable/profile': json([
        {
          ...{ symbol: 'ACME', companyName: 'Acme Corporation', cik: '0000001234', fullTimeEmployees: '12' },
          ...{ exchangeFullName: 'New York Stock Exchange', isActivelyTrading: false, ipoDate: '1999-12-31' },
          ...{ ceo: '', website: 'https://acme.test' },
        },
      ]),
    },
    rows: [
      {
        ...{
          symbol: 'ACME',
          name: 'Acme Corporation',
          cik: '0000001234',
          employees: 12,
          companyUrl: 'https://acme.test',
        },
        ...{
          stockExchange: 'New York Stock Exchange',
          entityStatus: 'inactive',
          firstStockPriceDate: '1999-12-31',
        },
      },
    ],
  },
];
