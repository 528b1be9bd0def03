import type { DatasetRow } from '#domain';
import { computeSurprise } from '../../rows/surprise.js';
import { roundTo } from '../seeded-draws.js';
import { earningsPerShare, type BookedQuarter } from '../sim-books.js';
import type { SimDataset } from '../sim-request.js';

/** Part of the surprise in earnings that lies in revenue. */
const IN_REVENUE = 0.3;

/** What was expected of a quarter before its report. */
export function expectationOf(booked: BookedQuarter): { eps: number; revenue: number } {
  const { surprise } = booked.report;
  return {
    eps: roundTo(earningsPerShare(booked) / (1 + surprise), 4),
    revenue: Math.round(booked.flows.revenue / (1 + IN_REVENUE * surprise)),
  };
}

/** Every quarter that was reported; the price opens higher or lower on it. */
export const earnings: SimDataset<'earnings'> = {
  batchSize: 50,
  about: ['share'],
  rows: ({ books, subject, now }) => books.reported(subject, now).map(toRow),
};

function toRow(booked: BookedQuarter): DatasetRow<'earnings'> {
  const { symbol, periodEnding, reportDate, publishedAt, year, quarter } = booked.report;
  const [epsActual, expected] = [earningsPerShare(booked), expectationOf(booked)];
  return {
    ...{ symbol, periodEnding, reportDate, publishedAt, fiscalYear: year, fiscalPeriod: `Q${quarter}` },
    ...{ epsActual, epsEstimated: expected.eps },
    surpriseFraction: computeSurprise(epsActual, expected.eps),
    ...{ revenueActual: booked.flows.revenue, revenueEstimated: expected.revenue },
  };
}
