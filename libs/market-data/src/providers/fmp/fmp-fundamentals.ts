import type { RowsSource } from '../market-data-provider.js';
import { memberOf } from '../read-json.js';
import { knownAfter, nearestMonthEnd, newYorkInstant } from '../rows/publication.js';
import { readColumns, toDateText, type DraftRow, type FieldNames } from '../rows/read-columns.js';
import { bySubject } from '../rows/rows-source.js';
import type { FmpList } from './fmp-list.js';

type Draft = DraftRow<'fundamentals'>;

const HEAD: FieldNames<'fundamentals'> = {
  symbol: 'symbol',
  filingDate: 'filingDate',
  fiscalYear: 'fiscalYear',
  fiscalPeriod: 'period',
  reportedCurrency: 'reportedCurrency',
};

const STATEMENTS: readonly { path: string; statement: string; fields: FieldNames<'fundamentals'> }[] = [
  {
    path: '/income-statement',
    statement: 'income',
    fields: {
      revenue: 'revenue',
      costOfRevenue: 'costOfRevenue',
      grossProfit: 'grossProfit',
      researchAndDevelopmentExpense: 'researchAndDevelopmentExpenses',
      sellingGeneralAndAdminExpense: 'sellingGeneralAndAdministrativeExpenses',
      totalOperatingIncome: 'operatingIncome',
      ebitda: 'ebitda',
      totalPreTaxIncome: 'incomeBeforeTax',
      incomeTaxExpense: 'incomeTaxExpense',
      consolidatedNetIncome: 'netIncome',
      basicEarningsPerShare: 'eps',
      dilutedEarningsPerShare: 'epsDiluted',
      weightedAverageBasicShares: 'weightedAverageShsOut',
      weightedAverageDilutedShares: 'weightedAverageShsOutDil',
    },
  },
  {
    path: '/balance-sheet-statement',
    statement: 'balance',
    fields: {
      totalAssets: 'totalAssets',
      totalLiabilities: 'totalLiabilities',
      totalDebt: 'totalDebt',
      netDebt: 'netDebt',
      cashAndCashEquivalents: 'cashAndCashEquivalents',
      totalStockholdersEquity: 'totalStockholdersEquity',
    },
  },
  {
    path: '/cash-flow-statement',
    statement: 'cash_flow',
    fields: {
      operatingCashFlow: 'operatingCashFlow',
      capitalExpenditure: 'capitalExpenditure',
      freeCashFlow: 'freeCashFlow',
    },
  },
];

const PERIODS = [
  { periodType: 'annual', perYear: 1 },
  { periodType: 'quarter', perYear: 4 },
] as const;

/** The three statements, of years and of quarters: six requests for a symbol. */
export function createFmpFundamentals(list: FmpList): RowsSource<'fundamentals'> {
  return bySubject('fmp', 'fundamentals', async (symbol, { from, now, signal }) => {
    const years = new Date(now).getUTCFullYear() - Number(from.slice(0, 4)) + 1;
    const drafts: Draft[] = [];
    for (const { path, statement, fields } of STATEMENTS)
      for (const { periodType, perYear } of PERIODS) {
        const query = { symbol, period: periodType, limit: years * perYear };
        const rows = await list(path, query, signal);
        // Where it does not have them by the quarter it answers with years.
        const own = rows.filter((row) => (memberOf(row, 'period') === 'FY') === (periodType === 'annual'));
        drafts.push(...own.map((row) => ({ ...readStatement(row, fields), statement, periodType })));
      }
    return drafts;
  });
}

function readStatement(row: unknown, fields: FieldNames<'fundamentals'>): Draft {
  const acceptedAt = newYorkInstant(memberOf(row, 'acceptedDate'));
  const head = readColumns('fundamentals', HEAD, row);
  const periodEnd = toDateText(memberOf(row, 'date'));
  return {
    ...head,
    ...withoutZeros(readColumns('fundamentals', fields, row)),
    acceptedAt,
    publishedAt: acceptedAt ?? knownAfter(head.filingDate ?? null),
    periodEnding: periodEnd && nearestMonthEnd(periodEnd),
    extra: { period_end: periodEnd },
  };
}

/** A nought often means that nothing is known, so it is taken for that. */
function withoutZeros(draft: Draft): Draft {
  return Object.fromEntries(Object.entries(draft).map(([column, value]) => [column, value || null]));
}
