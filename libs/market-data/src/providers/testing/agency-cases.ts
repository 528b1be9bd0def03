import { json, type RowCase } from './row-case.js';

/* Answers in the shapes of FRED, the SEC and Binance, of series and companies that there are not. */

const observation = (date: string, vintage: string, value: string) => ({
  ...{ date, value, realtime_start: vintage, realtime_end: '9999-12-31' },
});

const SERIES = { title: 'Anvils sold', units: 'Thousands', frequency: 'Monthly', notes: 'none' };
const about = {
  title: 'Anvils sold',
  unit: 'Thousands',
  frequency: 'Monthly',
  country: 'US',
  series: 'ANVILS',
};

const FRED_CASES: readonly RowCase[] = [
  {
    ...{ provider: 'fred', dataset: 'economic_indicators', subjects: ['ANVILS'] },
    ...{ from: '2024-01-01', to: '2024-03-31' },
    answers: {
      '/fred/series': json({ seriess: [SERIES] }),
      '/fred/series/observations': json({
        observations: [
          observation('2024-01-01', '2024-02-10', '.'),
          observation('2024-01-01', '2024-02-12', '10.5'),
          observation('2024-01-01', '2024-03-12', '11'),
          observation('2024-02-01', '2024-03-12', '12'),
          observation('2024-03-01', '2024-04-12', '.'),
        ],
      }),
    },
    rows: [
      { ...about, period: '2024-01-01', value: 10.5, publishedAt: '2024-02-13T05:00:00.000Z' },
      { ...about, period: '2024-02-01', value: 12, publishedAt: '2024-03-13T04:00:00.000Z' },
      { ...about, period: '2024-03-01', publishedAt: '2024-04-13T04:00:00.000Z' },
    ],
  },
  {
    ...{ provider: 'fred', dataset: 'economic_indicators', subjects: ['ANVILS'] },
    ...{ from: '2024-01-01', to: '2024-03-31' },
    answers: {
      '/fred/series': json({ seriess: [SERIES] }),
      '/fred/series/observations': ({ searchParams }) =>
        searchParams.has('realtime_start')
          ? {
              ...json({ error_message: 'Bad Request.  It does not exist in ALFRED but may in FRED.' }),
              status: 400,
            }
          : json({ observations: [observation('2024-01-01', '2024-06-01', '11')] }),
    },
    rows: [{ ...about, period: '2024-01-01', value: 11 }],
  },
  {
    ...{ provider: 'fred', dataset: 'economic_events', subjects: [], from: '2024-03-01', to: '2024-03-31' },
    answers: {
      '/fred/releases/dates': json({
        release_dates: [{ release_id: 9, release_name: 'Retail Sales', date: '2024-03-14' }],
      }),
    },
    rows: [{ country: 'US', event: 'Retail Sales', date: '2024-03-14' }],
  },
];

const fact = (
  start: string | undefined,
  end: string,
  val: number,
  filed: string,
  fy: number,
  fp: string,
) => ({
  ...{ ...(start && { start }), end, val, filed, fy, fp, accn: `filing of ${filed}`, form: '10' },
});
/** A company whose year begins on the first of January. */
const yearToDate = (end: string, val: number, filed: string, fp: string) =>
  fact('2024-01-01', end, val, filed, 2024, fp);
const [Q1, Q2, Q3, FY] = ['2024-04-30', '2024-07-30', '2024-10-30', '2025-02-15'];
const flow = (...values: [number, number, number, number]) => [
  yearToDate('2024-03-31', values[0], Q1, 'Q1'),
  yearToDate('2024-06-30', values[1], Q2, 'Q2'),
  yearToDate('2024-09-30', values[2], Q3, 'Q3'),
  yearToDate('2024-12-31', values[3], FY, 'FY'),
];

const statementRow = (statement: string, end: string, filed: string, values: object) => ({
  ...{ symbol: 'ACME', statement, periodType: 'quarter', periodEnding: end, fiscalYear: 2024 },
  ...{ filingDate: filed, reportedCurrency: 'USD', extra: { period_end: end } },
  ...values,
});
const AFTER = {
  [Q1]: '2024-05-01T04:00:00.000Z',
  [Q2]: '2024-07-31T04:00:00.000Z',
  [Q3]: '2024-10-31T04:00:00.000Z',
  [FY]: '2025-02-16T05:00:00.000Z',
};
const at = (filed: string, fiscalPeriod: string) => ({ publishedAt: AFTER[filed], fiscalPeriod });

const SEC_CASES: readonly RowCase[] = [
  {
    ...{ provider: 'sec', dataset: 'fundamentals', subjects: ['ACME'], from: '2024-01-01', to: '2024-12-31' },
    answers: {
      '/api/xbrl/companyfacts/CIK0000001234.json': json({
        facts: {
          'us-gaap': {
            Revenues: {
              units: {
                USD: [
                  ...flow(100, 210, 330, 460),
                  fact('2024-04-01', '2024-06-30', 110, Q2, 2024, 'Q2'),
                  fact('2024-07-01', '2024-09-30', 120, Q3, 2024, 'Q3'),
                  // The first quarter again, as it was restated beside the next year's.
                  fact('2024-01-01', '2024-03-31', 101, '2025-04-30', 2025, 'Q1'),
                  fact('2025-01-01', '2025-03-31', 140, '2025-04-30', 2025, 'Q1'),
                  // And the year as it was, in the next year's report.
                  fact('2024-01-01', '2024-12-31', 460, '2026-02-15', 2025, 'FY'),
                ],
              },
            },
            NetCashProvidedByUsedInOperatingActivities: { units: { USD: flow(10, 25, 45, 70) } },
            PaymentsToAcquirePropertyPlantAndEquipment: { units: { USD: flow(4, 8, 12, 16) } },
            EarningsPerShareDiluted: {
              units: {
                'USD/shares': [
                  yearToDate('2024-12-31', 4, FY, 'FY'),
                  fact('2024-07-01', '2024-09-30', 1, Q3, 2024, 'Q3'),
                ],
              },
            },
            Assets: { units: { USD: [fact(undefined, '2024-12-31', 900, FY, 2024, 'FY')] } },
          },
        },
      }),
    },
    rows: [
      statementRow('income', '2024-12-31', FY, {
        ...{ periodType: 'annual', ...at(FY, 'FY'), revenue: 460, dilutedEarningsPerShare: 4 },
      }),
      statementRow('income', '2024-03-31', '2025-04-30', {
        ...{ fiscalPeriod: 'Q1', publishedAt: '2025-05-01T04:00:00.000Z', revenue: 101 },
      }),
      statementRow('income', '2024-06-30', Q2, { ...at(Q2, 'Q2'), revenue: 110 }),
      statementRow('income', '2024-09-30', Q3, { ...at(Q3, 'Q3'), revenue: 120, dilutedEarningsPerShare: 1 }),
      statementRow('income', '2024-12-31', FY, { ...at(FY, 'Q4'), revenue: 130 }),
      statementRow('balance', '2024-12-31', FY, { ...at(FY, 'FY'), periodType: 'annual', totalAssets: 900 }),
      statementRow('balance', '2024-12-31', FY, { ...at(FY, 'Q4'), totalAssets: 900 }),
      statementRow('cash_flow', '2024-12-31', FY, {
        ...{ ...at(FY, 'FY'), periodType: 'annual' },
        ...{ operatingCashFlow: 70, capitalExpenditure: -16, freeCashFlow: 54 },
      }),
      statementRow('cash_flow', '2024-03-31', Q1, {
        ...{ ...at(Q1, 'Q1'), operatingCashFlow: 10, capitalExpenditure: -4, freeCashFlow: 6 },
      }),
      statementRow('cash_flow', '2024-06-30', Q2, {
        ...{ ...at(Q2, 'Q2'), operatingCashFlow: 15, capitalExpenditure: -4, freeCashFlow: 11 },
      }),
      statementRow('cash_flow', '2024-09-30', Q3, {
        ...{ ...at(Q3, 'Q3'), operatingCashFlow: 20, capitalExpenditure: -4, freeCashFlow: 16 },
      }),
      statementRow('cash_flow', '2024-12-31', FY, {
        ...{ ...at(FY, 'Q4'), operatingCashFlow: 25, capitalExpenditure: -4, freeCashFlow: 21 },
      }),
    ],
  },
  {
    ...{ provider: 'sec', dataset: 'company_info', subjects: ['ACME'], from: '2024-01-01', to: '2024-12-31' },
    answers: {
      '/submissions/CIK0000001234.json': json({
        ...{ cik: '0000001234', sic: '3420', sicDescription: 'Hand tools', name: 'Acme Corp', lei: null },
        ...{ tickers: ['ACMEB', 'ACME'], exchanges: ['OTC', 'NYSE'], fiscalYearEnd: '1231', website: '' },
        ...{ addresses: { business: { street1: '1 Canyon', city: 'Tucson', stateOrCountry: 'AZ' } } },
      }),
    },
    rows: [
      {
        ...{ symbol: 'ACME', name: 'Acme Corp', legalName: 'Acme Corp', cik: '0000001234', sic: '3420' },
        ...{ industryCategory: 'Hand tools', stockExchange: 'NYSE', fiscalYearEnd: '1231' },
        ...{ hqAddress1: '1 Canyon', hqAddressCity: 'Tucson', hqState: 'AZ' },
      },
    ],
  },
];

const BINANCE_CASES: readonly RowCase[] = [
  {
    ...{ provider: 'binance', dataset: 'stock_quotes', subjects: ['ACMEUSDT'] },
    ...{ from: '2024-03-05', to: '2024-03-05' },
    answers: {
      '/api/v3/ticker/24hr': json({
        ...{ symbol: 'ACMEUSDT', lastPrice: '104.50', priceChangePercent: '-2.5', bidPrice: '104.4' },
        ...{ volume: '12.125', closeTime: Date.parse('2024-03-05T12:00:00Z') },
      }),
    },
    rows: [
      {
        ...{ symbol: 'ACMEUSDT', lastPrice: 104.5, changeFraction: -0.025, bid: 104.4, volume: 12.125 },
        ...{ lastTimestamp: '2024-03-05T12:00:00.000Z', marketState: 'regular', assetType: 'crypto' },
      },
    ],
  },
];

export const AGENCY_CASES: readonly RowCase[] = [...FRED_CASES, ...SEC_CASES, ...BINANCE_CASES];
