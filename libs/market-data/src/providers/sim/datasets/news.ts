import { toDate, type DatasetRow } from '#domain';
import { toCompanyName } from '../company-name.js';
import { earningsPerShare } from '../sim-books.js';
import type { SimDataset, SimRequest } from '../sim-request.js';
import { expectationOf } from './earnings.js';

interface Headline {
  topic: 'close' | 'earnings' | 'dividend' | 'split';
  date: string;
  publishedAt: number;
  title: string;
}

const MINUTE = 60_000;
/** Dividends are told of so long after the close, splits so long before the open. */
const AFTER_CLOSE = 35 * MINUTE;
const BEFORE_OPEN = 90 * MINUTE;

/** What the other datasets show, as headlines: reports, dividends, splits, and each session's close. */
export const news: SimDataset<'news'> = {
  batchSize: 50,
  about: ['share', 'index'],
  rows: (request) =>
    [...fromDays(request), ...fromReports(request)].map((headline) => toRow(request, headline)),
};

function fromDays({ market, subject, from, to }: SimRequest): Headline[] {
  return market.days(subject, from, to).flatMap(({ session, bar, split, declared }): Headline[] => {
    const { date } = session;
    const way = bar.close >= bar.open ? 'up' : 'down';
    const change = Math.abs((bar.close / bar.open - 1) * 100).toFixed(1);
    const found: Headline[] = [
      {
        ...{ topic: 'close', date, publishedAt: session.close + MINUTE },
        title: `closes at ${bar.close.toFixed(2)} dollars, ${way} ${change} percent since the open`,
      },
    ];
    if (split) {
      const title = `trades after its split of ${split} for 1`;
      found.push({ topic: 'split', date, publishedAt: session.open - BEFORE_OPEN, title });
    }
    if (declared?.date === date) {
      const title = `declares a dividend of ${declared.amount.toFixed(2)} dollars per share`;
      found.push({ topic: 'dividend', date, publishedAt: session.close + AFTER_CLOSE, title });
    }
    return found;
  });
}

function fromReports({ books, subject, from, now }: SimRequest): Headline[] {
  const reported = books.reported(subject, now).filter(({ report }) => report.reportDate >= from);
  return reported.map((booked) => {
    const eps = earningsPerShare(booked);
    const against = eps >= expectationOf(booked).eps ? 'above' : 'below';
    const { quarter, year, reportDate: date, publishedAt } = booked.report;
    const title = `earns ${eps.toFixed(2)} dollars per share in quarter ${quarter} of ${year}, ${against} expectations`;
    return { topic: 'earnings', date, publishedAt: publishedAt + MINUTE, title };
  });
}

function toRow(
  { market, subject: symbol }: SimRequest,
  { topic, date, publishedAt, title }: Headline,
): DatasetRow<'news'> {
  const externalId = `sim-${symbol}-${topic}-${date}`;
  const sentence = `${toCompanyName(market.seed, symbol)} ${title}`;
  return {
    ...{ externalId, publishedAt, title: sentence, symbols: [symbol] },
    url: `https://sim.invalid/news/${encodeURIComponent(externalId)}`,
    ...{
      sourceName: 'sim',
      author: null,
      excerpt: `${sentence}. Invented on ${toDate(publishedAt)}.`,
      body: null,
    },
  };
}
