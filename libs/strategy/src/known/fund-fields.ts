import type { KnownReadingName } from '../plan/plan-node.js';
import type { KnownSourceName } from './known-sources.js';

/** A field that is a column of a statement, in one of three readings. */
export interface StatementField {
  readonly source: KnownSourceName;
  readonly column: string;
  readonly reading: KnownReadingName;
}

type Statement = 'income' | 'balance' | 'cash_flow';

/** Flows of a period; those of four quarters make a year. */
const FLOWS: readonly (readonly [Statement, readonly string[]])[] = [
  [
    'income',
    [
      'revenue',
      'costOfRevenue',
      'grossProfit',
      'researchAndDevelopmentExpense',
      'sellingGeneralAndAdminExpense',
      'totalOperatingIncome',
      'ebitda',
      'totalPreTaxIncome',
      'incomeTaxExpense',
      'consolidatedNetIncome',
      'basicEarningsPerShare',
      'dilutedEarningsPerShare',
    ],
  ],
  ['cash_flow', ['operatingCashFlow', 'capitalExpenditure', 'freeCashFlow']],
];

/** What stands at the end of a period, or is a mean over it. */
const LEVELS: readonly (readonly [Statement, readonly string[]])[] = [
  ['income', ['weightedAverageBasicShares', 'weightedAverageDilutedShares']],
  [
    'balance',
    [
      'totalAssets',
      'totalLiabilities',
      'totalDebt',
      'netDebt',
      'cashAndCashEquivalents',
      'totalStockholdersEquity',
    ],
  ],
];

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function listStatementFields(): [name: string, field: StatementField][] {
  const fields: [string, StatementField][] = [];
  for (const [statement, columns] of [...FLOWS, ...LEVELS])
    for (const column of columns) {
      const name = snakeCase(column);
      fields.push([name, { source: statement, column, reading: 'newest' }]);
      fields.push([`${name}_annual`, { source: `${statement}_annual`, column, reading: 'newest' }]);
    }
  for (const [statement, columns] of FLOWS)
    for (const column of columns)
      fields.push([`${snakeCase(column)}_ttm`, { source: statement, column, reading: 'sum_of_four' }]);
  fields.push(['dividends_ttm', { source: 'dividends', column: 'amount', reading: 'sum_of_year' }]);
  return fields;
}

/**
 * `revenue` is that of the newest quarter known, `revenue_annual` that of the newest year, `revenue_ttm` the sum of
 * the four newest quarters; `dividends_ttm` what went ex within a year, per share.
 */
export const STATEMENT_FIELDS: ReadonlyMap<string, StatementField> = new Map(listStatementFields());

/** Fields made of others, in the language itself. What is divided by nothing or a loss is missing. */
export const DERIVED_FIELDS: ReadonlyMap<string, string> = new Map([
  ['eps_ttm', "fund('diluted_earnings_per_share_ttm')"],
  ['net_income_ttm', "fund('consolidated_net_income_ttm')"],
  ['shares', "fund('weighted_average_diluted_shares')"],
  ['market_cap', "close * fund('shares')"],
  ['pe', "close / max(fund('eps_ttm'), 0)"],
  ['ps', "fund('market_cap') / max(fund('revenue_ttm'), 0)"],
  ['pb', "fund('market_cap') / max(fund('total_stockholders_equity'), 0)"],
  ['earnings_yield', "fund('eps_ttm') / close"],
  ['free_cash_flow_yield', "fund('free_cash_flow_ttm') / fund('market_cap')"],
  ['dividend_yield', "fund('dividends_ttm') / close"],
  ['gross_margin', "fund('gross_profit_ttm') / max(fund('revenue_ttm'), 0)"],
  ['net_margin', "fund('net_income_ttm') / max(fund('revenue_ttm'), 0)"],
  ['roe', "fund('net_income_ttm') / max(fund('total_stockholders_equity'), 0)"],
  ['debt_to_equity', "fund('total_debt') / max(fund('total_stockholders_equity'), 0)"],
]);

export const FUND_FIELDS: readonly string[] = [...DERIVED_FIELDS.keys(), ...STATEMENT_FIELDS.keys()];
