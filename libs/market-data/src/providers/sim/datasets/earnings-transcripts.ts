import { createHash } from 'node:crypto';
import type { DatasetRow } from '#domain';
import { toCompanyName } from '../company-name.js';
import { createDraws, drawWord } from '../seeded-draws.js';
import { earningsPerShare, type BookedQuarter } from '../sim-books.js';
import type { SimDataset } from '../sim-request.js';
import { expectationOf } from './earnings.js';

/** A call follows the report after so long and lasts as long again. */
const CALL = 3_600_000;
const QUESTIONS = [
  'How do you see costs through the rest of the year?',
  'What do you hear from customers about the next quarter?',
  'Where will you put the cash that you do not need?',
];
const ANSWERS = [
  'We plan carefully and say so when that changes.',
  'Orders are about where we thought they would be.',
  'Our plans for capital have not changed.',
];

/** A few invented sentences about the numbers of the quarter. */
export const earningsTranscripts: SimDataset<'earnings_transcripts'> = {
  batchSize: 50,
  about: ['share'],
  rows: ({ market, books, subject, now }) =>
    books.reported(subject, now).map((booked) => toRow(market.seed, booked)),
};

function toRow(seed: number, booked: BookedQuarter): DatasetRow<'earnings_transcripts'> {
  const { symbol, year, quarter, reportDate, publishedAt } = booked.report;
  const content = write(seed, booked);
  return {
    ...{ symbol, fiscalYear: year, fiscalQuarter: quarter, date: reportDate },
    ...{ publishedAt: publishedAt + 2 * CALL, content },
    contentHash: createHash('sha256').update(content).digest('hex'),
  };
}

function write(seed: number, booked: BookedQuarter): string {
  const { symbol, year, quarter } = booked.report;
  const draw = createDraws(seed, symbol, 'call', year, quarter);
  const eps = earningsPerShare(booked);
  const against = eps >= expectationOf(booked).eps ? 'above' : 'below';
  return [
    `Operator: Welcome to the call of ${toCompanyName(seed, symbol)} on quarter ${quarter} of ${year}.`,
    `Chief executive: Revenue was ${Math.round(booked.flows.revenue / 1e6)} million dollars. We earned ` +
      `${eps.toFixed(2)} dollars per share, which is ${against} what was expected.`,
    `Analyst: ${drawWord(draw, QUESTIONS)}`,
    `Chief financial officer: ${drawWord(draw, ANSWERS)}`,
    'Operator: This ends the call.',
  ].join('\n');
}
