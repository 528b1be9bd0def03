import { memberOf } from '../read-json.js';
import { knownAfter, nearestMonthEnd } from '../rows/publication.js';
import type { DraftRow } from '../rows/read-columns.js';
import { collectFacts, type Fact } from './collect-facts.js';
import { FACT_COLUMNS } from './fact-tags.js';
import { listPeriodEnds, toFigures } from './to-figures.js';

type Draft = DraftRow<'fundamentals'>;

/** Statements out of all facts that a company has filed; a row is known when the last of its numbers was. */
export function readFacts(symbol: string, body: unknown): Draft[] {
  const gaap = memberOf(body, 'facts', 'us-gaap');
  const columns = FACT_COLUMNS.map((column) => ({ column, facts: collectFacts(gaap, column) }));
  const facts = columns.flatMap((one) => one.facts);
  const ends = listPeriodEnds(facts);
  const names = namePeriods(facts);
  const rows = new Map<string, Draft & { filingDate: string }>();
  for (const { column, facts: own } of columns)
    for (const { periodType, end, value, filed, currency } of toFigures(column, own, ends)) {
      const key = `${column.statement} ${periodType} ${end}`;
      const row = rows.get(key) ?? {
        ...{ symbol, statement: column.statement, periodType, periodEnding: nearestMonthEnd(end) },
        ...{ ...names.get(end), ...(periodType === 'annual' && { fiscalPeriod: 'FY' }) },
        ...{ filingDate: filed, extra: { period_end: end } },
      };
      rows.set(key, {
        ...row,
        [column.column]: column.isNegative ? -value : value,
        filingDate: filed > row.filingDate ? filed : row.filingDate,
        reportedCurrency: row.reportedCurrency ?? currency,
      });
    }
  return [...rows.values()].map(complete);
}

function complete(row: Draft & { filingDate: string }): Draft {
  const { operatingCashFlow, capitalExpenditure } = row;
  const hasBoth = typeof operatingCashFlow === 'number' && typeof capitalExpenditure === 'number';
  return {
    ...row,
    publishedAt: knownAfter(row.filingDate),
    ...(hasBoth && { freeCashFlow: operatingCashFlow + capitalExpenditure }),
  };
}

/** Fiscal year and quarter by the period's end, as the filing says that has it for its newest. */
function namePeriods(facts: readonly Fact[]) {
  const newest = new Map<string, string>();
  for (const { filing, end } of facts) if (end > (newest.get(filing) ?? '')) newest.set(filing, end);
  const named = facts.filter(({ filing, end }) => newest.get(filing) === end);
  return new Map(
    named.map(({ end, fiscalYear, fiscalPeriod }) => [
      end,
      // A year ends with its fourth quarter.
      { fiscalYear, fiscalPeriod: fiscalPeriod === 'FY' ? 'Q4' : fiscalPeriod },
    ]),
  );
}
