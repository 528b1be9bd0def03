import { TIMEFRAME_MS } from '#domain';
import { memberOf } from '../read-json.js';
import { nearestMonthEnd } from '../rows/publication.js';
import { toDateText, toNumber, toText } from '../rows/read-columns.js';

const DAY = TIMEFRAME_MS['1d'];
/** Statements are filed with the report or within weeks; an amended date may lie a little before it. */
const FILED_BEFORE_DAYS = 14;
/** A report that was not filed yet is about a quarter that ended no longer ago; the next one would have ended by then. */
const LATEST_REPORT_DAYS = 100;
/** Quarters that may follow on the newest statement: nobody names dates further ahead. */
const QUARTERS_AHEAD = 5;

/** A quarter that has a statement, or is to come. Dates are `YYYY-MM-DD`. */
export interface FiscalQuarter {
  /** The end of the month nearest to its last day. */
  periodEnding: string;
  fiscalYear: number | null;
  fiscalPeriod: string | null;
}

interface Statement extends FiscalQuarter {
  lastDay: string;
  filedOn: string;
}

/**
 * Tells reports, of which a vendor says only the date, by its statements: the quarter that was over then and was not filed
 * yet. After the newest statement quarters go on every three months; before the oldest one nothing is known.
 * @param rows quarterly income statements, in any order; those of a year end with its last quarter.
 */
export function createQuarterFinder(
  rows: readonly unknown[],
): (reportDate: string) => FiscalQuarter | undefined {
  const statements = rows.flatMap(toStatement).sort((one, other) => (one.lastDay < other.lastDay ? -1 : 1));
  const newest = statements.at(-1);
  const ahead = newest ? listAhead(newest) : [];
  return (reportDate) => {
    const filed = statements.find(
      ({ lastDay, filedOn }) => lastDay < reportDate && daysBetween(filedOn, reportDate) <= FILED_BEFORE_DAYS,
    );
    if (filed) {
      const { periodEnding, fiscalYear, fiscalPeriod } = filed;
      // A company whose statements begin later: the first of them is not about everything before.
      return daysBetween(filed.lastDay, reportDate) < 2 * LATEST_REPORT_DAYS
        ? { periodEnding, fiscalYear, fiscalPeriod }
        : undefined;
    }
    const over = ahead.filter(({ periodEnding }) => periodEnding < reportDate).at(-1);
    return over && daysBetween(over.periodEnding, reportDate) <= LATEST_REPORT_DAYS ? over : undefined;
  };
}

function toStatement(row: unknown): Statement[] {
  const lastDay = toDateText(memberOf(row, 'date'));
  if (lastDay === null) return [];
  const period = toText(memberOf(row, 'period'));
  return [
    {
      lastDay,
      filedOn: toDateText(memberOf(row, 'filingDate')) ?? lastDay,
      periodEnding: nearestMonthEnd(lastDay),
      fiscalYear: toNumber(memberOf(row, 'fiscalYear')),
      fiscalPeriod: period === 'FY' ? 'Q4' : period,
    },
  ];
}

function listAhead({ periodEnding }: Statement): FiscalQuarter[] {
  const [year, month] = periodEnding.split('-').map(Number);
  return Array.from({ length: QUARTERS_AHEAD }, (_, place): FiscalQuarter => {
    const end = new Date(Date.UTC(year, month + 3 * (place + 1), 0)).toISOString().slice(0, 10);
    return { periodEnding: end, fiscalYear: null, fiscalPeriod: null };
  });
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}
