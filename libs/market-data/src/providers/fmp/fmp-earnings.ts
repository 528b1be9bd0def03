import type { RowsSource } from '../market-data-provider.js';
import { memberOf } from '../read-json.js';
import { knownAfterReport, nearestMonthEnd } from '../rows/publication.js';
import { readColumns, toDateText, toText, type DraftRow, type FieldNames } from '../rows/read-columns.js';
import { bySubject, ofDays } from '../rows/rows-source.js';
import { listDays } from '../rows/list-days.js';
import { computeSurprise } from '../rows/surprise.js';
import type { FmpList } from './fmp-list.js';
import { createQuarterFinder } from './fmp-quarters.js';

/** Reports of a symbol, of all times. */
const ALL = 1_000;

const EARNINGS: FieldNames<'earnings'> = {
  symbol: 'symbol',
  reportDate: 'date',
  epsActual: 'epsActual',
  epsEstimated: 'epsEstimated',
  revenueActual: 'revenueActual',
  revenueEstimated: 'revenueEstimated',
};

/**
 * Neither the hour nor the fiscal period is told. The period comes from the statements; a report that they say nothing
 * of is left out rather than dated wrongly.
 */
export function createFmpEarnings(list: FmpList): RowsSource<'earnings'> {
  return bySubject('fmp', 'earnings', async (symbol, { from, now, signal }) => {
    const rows = await list('/earnings', { symbol, limit: ALL }, signal);
    if (rows.length === 0) return [];
    const years = new Date(now).getUTCFullYear() - Number(from.slice(0, 4)) + 2;
    const query = { symbol, period: 'quarter', limit: 4 * years };
    const findQuarter = createQuarterFinder(await list('/income-statement', query, signal));
    return rows.flatMap((row) => {
      const draft = readColumns('earnings', EARNINGS, row);
      const { reportDate = null, epsActual = null, epsEstimated = null } = draft;
      const quarter = reportDate === null ? undefined : findQuarter(reportDate);
      if (!quarter) return [];
      return [
        {
          ...{ ...draft, ...quarter },
          publishedAt: epsActual === null ? null : knownAfterReport(reportDate, null),
          surpriseFraction: computeSurprise(epsActual, epsEstimated),
        },
      ];
    });
  });
}

const CALENDAR: FieldNames<'earnings_calendar'> = {
  symbol: 'symbol',
  reportDate: 'date',
  confirmed: 'confirmed',
  epsConsensus: 'epsEstimated',
  epsActual: 'epsActual',
  revenueConsensus: 'revenueEstimated',
  revenueActual: 'revenueActual',
  fiscalYear: 'fiscalYear',
  fiscalPeriod: 'fiscalPeriod',
};

/** Everybody's reports, a request for each day: an answer has at most 4,000 rows and drops the oldest without a word. */
export function createFmpCalendar(list: FmpList): RowsSource<'earnings_calendar'> {
  return ofDays('fmp', 'earnings_calendar', async ({ from, to, signal }) => {
    const drafts = [];
    for (const day of listDays(from, to)) {
      const rows = await list(
        '/earnings-calendar',
        { from: day, to: day, includeReportTimes: 'true' },
        signal,
      );
      drafts.push(...rows.map(readReport));
    }
    return drafts;
  });
}

function readReport(row: unknown): DraftRow<'earnings_calendar'> {
  const draft = readColumns('earnings_calendar', CALENDAR, row);
  const { reportDate = null, epsActual = null } = draft;
  const periodEnd = toDateText(memberOf(row, 'periodEnding'));
  const reportTime = toText(memberOf(row, 'time'));
  return {
    ...draft,
    reportTime,
    periodEnding: periodEnd && nearestMonthEnd(periodEnd),
    publishedAt: epsActual === null ? null : knownAfterReport(reportDate, reportTime),
  };
}
