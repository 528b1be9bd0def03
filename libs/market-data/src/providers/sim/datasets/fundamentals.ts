import type { DatasetRow } from '#domain';
import { roundTo } from '../seeded-draws.js';
import { netIncomeOf, operatingIncomeOf, type BookedQuarter, type Flows, type Stocks } from '../sim-books.js';
import type { SimDataset } from '../sim-request.js';
import { sessionFrom } from '../simulate-report.js';

type Row = DatasetRow<'fundamentals'>;
type PeriodType = 'quarter' | 'annual' | 'ttm';

const DAY = 86_400_000;
const QUARTERS = 4;
/** The statements are filed so long after the report, and accepted so long after the close. */
const FILED_AFTER = 2 * DAY;
const ACCEPTED_AFTER = 30 * 60_000;
const DILUTION = 1.012;

/** What a row holds beside what tells it apart; null where its statement has no such line. */
const NO_LINES = {
  ...{ revenue: null, costOfRevenue: null, grossProfit: null, researchAndDevelopmentExpense: null },
  ...{ sellingGeneralAndAdminExpense: null, totalOperatingIncome: null, ebitda: null },
  ...{ totalPreTaxIncome: null, incomeTaxExpense: null, consolidatedNetIncome: null },
  ...{ basicEarningsPerShare: null, dilutedEarningsPerShare: null },
  ...{ weightedAverageBasicShares: null, weightedAverageDilutedShares: null },
  ...{ totalAssets: null, totalLiabilities: null, totalDebt: null, netDebt: null },
  ...{ cashAndCashEquivalents: null, totalStockholdersEquity: null },
  ...{ operatingCashFlow: null, capitalExpenditure: null, freeCashFlow: null, extra: null },
};

/** Statements of each quarter, of the four until it, and of each year: they add up and carry forward. */
export const fundamentals: SimDataset<'fundamentals'> = {
  batchSize: 25,
  about: ['share'],
  rows: ({ books, subject, from, to, now }) =>
    books.reported(subject, now).flatMap((booked, index, all) => {
      if (booked.report.periodEnding < from || booked.report.periodEnding > to) return [];
      const year = all.slice(index - QUARTERS + 1, index + 1);
      const rows = [
        ...flowRows(booked, 'quarter', booked.flows),
        toRow(booked, 'balance', 'quarter', balanceOf(booked.stocks)),
      ];
      if (index < QUARTERS - 1) return rows;
      const flows = year.map((each) => each.flows).reduce(addFlows);
      rows.push(...flowRows(booked, 'ttm', flows));
      if (booked.report.quarter === QUARTERS) {
        rows.push(...flowRows(booked, 'annual', flows));
        rows.push(toRow(booked, 'balance', 'annual', balanceOf(booked.stocks)));
      }
      return rows;
    }),
};

function addFlows(one: Flows, other: Flows): Flows {
  const names = Object.keys(one) as (keyof Flows)[];
  return Object.fromEntries(names.map((name) => [name, one[name] + other[name]])) as unknown as Flows;
}

function flowRows(booked: BookedQuarter, periodType: PeriodType, flows: Flows): Row[] {
  return [
    toRow(booked, 'income', periodType, incomeOf(flows, booked.shares)),
    toRow(booked, 'cash_flow', periodType, cashFlowOf(flows)),
  ];
}

function incomeOf(flows: Flows, shares: number): Partial<Row> {
  const [operating, net] = [operatingIncomeOf(flows), netIncomeOf(flows)];
  const diluted = Math.round(shares * DILUTION);
  return {
    ...{ revenue: flows.revenue, costOfRevenue: flows.costOfRevenue },
    grossProfit: flows.revenue - flows.costOfRevenue,
    researchAndDevelopmentExpense: flows.research,
    sellingGeneralAndAdminExpense: flows.administration,
    ...{ totalOperatingIncome: operating, ebitda: operating + flows.depreciation },
    ...{ totalPreTaxIncome: operating - flows.interest, incomeTaxExpense: flows.tax },
    consolidatedNetIncome: net,
    ...{ basicEarningsPerShare: roundTo(net / shares, 4), weightedAverageBasicShares: shares },
    ...{ dilutedEarningsPerShare: roundTo(net / diluted, 4), weightedAverageDilutedShares: diluted },
  };
}

function balanceOf({ cash, plant, otherAssets, debt, otherLiabilities, equity }: Stocks): Partial<Row> {
  return {
    totalAssets: cash + plant + otherAssets,
    ...{ totalLiabilities: debt + otherLiabilities, totalDebt: debt, netDebt: debt - cash },
    ...{ cashAndCashEquivalents: cash, totalStockholdersEquity: equity },
  };
}

function cashFlowOf(flows: Flows): Partial<Row> {
  const operating = netIncomeOf(flows) + flows.depreciation;
  return {
    ...{ operatingCashFlow: operating, capitalExpenditure: 0 - flows.investment },
    freeCashFlow: operating - flows.investment,
    extra: { dividendsPaid: 0 - flows.dividends, repurchases: 0 - flows.repurchases },
  };
}

function toRow(
  { report }: BookedQuarter,
  statement: 'income' | 'balance' | 'cash_flow',
  periodType: PeriodType,
  lines: Partial<Row>,
): Row {
  const { date: filingDate, close } = sessionFrom(Date.parse(report.reportDate) + FILED_AFTER);
  const acceptedAt = close + ACCEPTED_AFTER;
  return {
    ...NO_LINES,
    ...{ symbol: report.symbol, statement, periodType, periodEnding: report.periodEnding },
    fiscalYear: report.year,
    fiscalPeriod: { quarter: `Q${report.quarter}`, annual: 'FY', ttm: 'TTM' }[periodType],
    ...{ filingDate, acceptedAt, publishedAt: acceptedAt, reportedCurrency: 'USD' },
    ...lines,
  };
}
