import type { VendorHttp } from '../http/vendor-http.js';
import type { RowsSource } from '../market-data-provider.js';
import { listOf, memberOf } from '../read-json.js';
import { toDateText, toNumber, toText, type DraftRow } from '../rows/read-columns.js';
import { bySubject } from '../rows/rows-source.js';
import { unwrapRaw } from './read-raw.js';

type Column = keyof DraftRow<'fundamentals'>;

const PERIODS = { annual: 'annual', quarterly: 'quarter', trailing: 'ttm' } as const;

const STATEMENTS: Readonly<Record<string, Readonly<Record<string, Column>>>> = {
  income: {
    TotalRevenue: 'revenue',
    CostOfRevenue: 'costOfRevenue',
    GrossProfit: 'grossProfit',
    ResearchAndDevelopment: 'researchAndDevelopmentExpense',
    SellingGeneralAndAdministration: 'sellingGeneralAndAdminExpense',
    OperatingIncome: 'totalOperatingIncome',
    EBITDA: 'ebitda',
    PretaxIncome: 'totalPreTaxIncome',
    TaxProvision: 'incomeTaxExpense',
    NetIncome: 'consolidatedNetIncome',
    BasicEPS: 'basicEarningsPerShare',
    DilutedEPS: 'dilutedEarningsPerShare',
    BasicAverageShares: 'weightedAverageBasicShares',
    DilutedAverageShares: 'weightedAverageDilutedShares',
  },
  balance: {
    TotalAssets: 'totalAssets',
    TotalLiabilitiesNetMinorityInterest: 'totalLiabilities',
    TotalDebt: 'totalDebt',
    NetDebt: 'netDebt',
    CashAndCashEquivalents: 'cashAndCashEquivalents',
    StockholdersEquity: 'totalStockholdersEquity',
  },
  cash_flow: {
    OperatingCashFlow: 'operatingCashFlow',
    CapitalExpenditure: 'capitalExpenditure',
    FreeCashFlow: 'freeCashFlow',
  },
};

/** Each series that is asked for, by its name at Yahoo, and where its values go. */
const SERIES = new Map(
  Object.entries(PERIODS).flatMap(([prefix, periodType]) =>
    Object.entries(STATEMENTS).flatMap(([statement, items]) =>
      Object.entries(items).map(
        ([item, column]) => [`${prefix}${item}`, { statement, periodType, column }] as const,
      ),
    ),
  ),
);

/** Statements without the dates of their filing; periods end with their month. */
export function createYahooFundamentals(http: VendorHttp): RowsSource<'fundamentals'> {
  return bySubject('yahoo', 'fundamentals', async (symbol, { from, to, signal }) => {
    const query = {
      period1: Date.parse(from) / 1_000,
      period2: Date.parse(to) / 1_000,
      type: [...SERIES.keys()].join(','),
    };
    const path = `/ws/fundamentals-timeseries/v1/finance/timeseries/${encodeURIComponent(symbol)}`;
    const body = await http.getJson(path, query, signal);
    return readTimeseries(symbol, listOf(memberOf(body, 'timeseries', 'result')));
  });
}

/** A row for each statement of each period, out of a series for each of its numbers. */
function readTimeseries(symbol: string, series: readonly unknown[]): DraftRow<'fundamentals'>[] {
  const rows = new Map<string, DraftRow<'fundamentals'>>();
  for (const one of series) {
    const name = toText(memberOf(one, 'meta', 'type', 0)) ?? '';
    const place = SERIES.get(name);
    if (!place) continue;
    const { statement, periodType, column } = place;
    for (const value of listOf(memberOf(one, name))) {
      const periodEnding = toDateText(memberOf(value, 'asOfDate'));
      const key = `${statement} ${periodType} ${periodEnding}`;
      const row = rows.get(key) ?? { symbol, statement, periodType, periodEnding };
      rows.set(key, {
        ...row,
        reportedCurrency: toText(memberOf(value, 'currencyCode')),
        [column]: toNumber(unwrapRaw(memberOf(value, 'reportedValue'))),
      });
    }
  }
  return [...rows.values()];
}
