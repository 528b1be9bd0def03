import type { DraftRow } from '../rows/read-columns.js';

/** How the numbers of a column behave: an amount of a period, one for each share or a mean of it, a state at its end. */
type FactKind = 'flow' | 'mean' | 'state';

export interface FactColumn {
  column: keyof DraftRow<'fundamentals'>;
  statement: 'income' | 'balance' | 'cash_flow';
  kind: FactKind;
  /** The unit, where `$` stands for a currency. */
  unit: '$' | '$/shares' | 'shares';
  /** us-gaap names, best first: companies and years differ. */
  tags: readonly string[];
  /** The sign that it has with us, where it has the other with them. */
  isNegative?: true;
}

const amount = (
  statement: 'income' | 'cash_flow',
  column: FactColumn['column'],
  ...tags: string[]
): FactColumn => ({ statement, column, kind: 'flow', unit: '$', tags });
const mean = (column: FactColumn['column'], unit: FactColumn['unit'], ...tags: string[]): FactColumn => ({
  ...{ statement: 'income', column, kind: 'mean', unit, tags },
});
const state = (column: FactColumn['column'], ...tags: string[]): FactColumn => ({
  ...{ statement: 'balance', column, kind: 'state', unit: '$', tags },
});

const PRE_TAX = 'IncomeLossFromContinuingOperationsBeforeIncomeTaxes';

/** Which facts of a filing are which column. */
export const FACT_COLUMNS: readonly FactColumn[] = [
  amount(
    'income',
    'revenue',
    'RevenueFromContractWithCustomerExcludingAssessedTax',
    'Revenues',
    'SalesRevenueNet',
  ),
  amount('income', 'costOfRevenue', 'CostOfRevenue', 'CostOfGoodsAndServicesSold', 'CostOfGoodsSold'),
  amount('income', 'grossProfit', 'GrossProfit'),
  amount('income', 'researchAndDevelopmentExpense', 'ResearchAndDevelopmentExpense'),
  amount('income', 'sellingGeneralAndAdminExpense', 'SellingGeneralAndAdministrativeExpense'),
  amount('income', 'totalOperatingIncome', 'OperatingIncomeLoss'),
  amount(
    'income',
    'totalPreTaxIncome',
    `${PRE_TAX}ExtraordinaryItemsNoncontrollingInterest`,
    `${PRE_TAX}MinorityInterestAndIncomeLossFromEquityMethodInvestments`,
  ),
  amount('income', 'incomeTaxExpense', 'IncomeTaxExpenseBenefit'),
  amount('income', 'consolidatedNetIncome', 'NetIncomeLoss', 'ProfitLoss'),
  mean('basicEarningsPerShare', '$/shares', 'EarningsPerShareBasic'),
  mean('dilutedEarningsPerShare', '$/shares', 'EarningsPerShareDiluted'),
  mean('weightedAverageBasicShares', 'shares', 'WeightedAverageNumberOfSharesOutstandingBasic'),
  mean('weightedAverageDilutedShares', 'shares', 'WeightedAverageNumberOfDilutedSharesOutstanding'),
  state('totalAssets', 'Assets'),
  state('totalLiabilities', 'Liabilities'),
  state('cashAndCashEquivalents', 'CashAndCashEquivalentsAtCarryingValue'),
  state(
    'totalStockholdersEquity',
    'StockholdersEquity',
    'StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest',
  ),
  amount('cash_flow', 'operatingCashFlow', 'NetCashProvidedByUsedInOperatingActivities'),
  {
    ...amount('cash_flow', 'capitalExpenditure', 'PaymentsToAcquirePropertyPlantAndEquipment'),
    isNegative: true,
  },
];
