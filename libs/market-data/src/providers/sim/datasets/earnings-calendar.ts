import { toDate, type DatasetRow } from '#domain';
import { toCompanyName } from '../company-name.js';
import { earningsPerShare } from '../sim-books.js';
import type { SimDataset, SimRequest } from '../sim-request.js';
import { quartersBetween, simulateReport, type SimReport } from '../simulate-report.js';
import { expectationOf } from './earnings.js';

const DAY = 86_400_000;
/** A report is expected so long before, on a guess, and its date is confirmed so long before. */
const EXPECTED_AHEAD = 100 * DAY;
const CONFIRMED_AHEAD = 14 * DAY;
/** The longest time from the end of a period to its report. */
const LONGEST_LAG = 60 * DAY;

/** Reports to come and those that came: guessed, then confirmed (the date may move), then with what was reported. */
export const earningsCalendar: SimDataset<'earnings_calendar'> = {
  batchSize: 50,
  about: ['share'],
  rows(request) {
    const { market, subject, from, to, now } = request;
    return quartersBetween(toDate(Date.parse(from) - LONGEST_LAG), to)
      .map((quarter) => simulateReport(market.seed, subject, quarter))
      .filter((report) => publishedAtOf(report, now) <= now)
      .map((report) => toRow(request, report));
  },
};

function isConfirmed({ publishedAt }: SimReport, now: number): boolean {
  return now >= publishedAt - CONFIRMED_AHEAD;
}

/** When that became known which is known at `now`. */
function publishedAtOf(report: SimReport, now: number): number {
  if (report.publishedAt <= now) return report.publishedAt;
  const ahead = isConfirmed(report, now) ? CONFIRMED_AHEAD : EXPECTED_AHEAD;
  return report.publishedAt - ahead;
}

function toRow({ market, books, now }: SimRequest, report: SimReport): DatasetRow<'earnings_calendar'> {
  const { symbol, periodEnding, year, quarter } = report;
  const ended = books.ended(symbol, now);
  const booked = ended.find((each) => each.report.periodEnding === periodEnding);
  const yearAgo = ended.find((each) => each.report.year === year - 1 && each.report.quarter === quarter);
  const expected = booked && expectationOf(booked);
  const actual = report.publishedAt <= now ? booked : undefined;
  const confirmed = isConfirmed(report, now);
  return {
    ...{ symbol, periodEnding, confirmed, publishedAt: publishedAtOf(report, now) },
    reportDate: confirmed ? report.reportDate : report.expectedDate,
    reportTime: confirmed ? report.reportTime : null,
    name: toCompanyName(market.seed, symbol),
    ...{ fiscalYear: year, fiscalPeriod: `Q${quarter}` },
    epsPrevious: yearAgo ? earningsPerShare(yearAgo) : null,
    ...{ epsConsensus: expected?.eps ?? null, revenueConsensus: expected?.revenue ?? null },
    epsActual: actual ? earningsPerShare(actual) : null,
    revenueActual: actual?.flows.revenue ?? null,
  };
}
