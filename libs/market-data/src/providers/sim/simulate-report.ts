import { toDate, xnys, type Session } from '#domain';
import { createDraws, drawBetween, drawNormal } from './seeded-draws.js';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** A report comes so long before the session opens, or after it closes. */
const PUBLISHED = { beforeOpen: 150 * MINUTE, afterClose: 5 * MINUTE };
/** Part of the expected earnings that one standard deviation of surprise is. */
const SURPRISE = 0.06;
/** How far the price moves for one standard deviation of surprise, and for whatever else was said. */
const MOVE = { bySurprise: 0.03, byChance: 0.008 };
const FURTHEST_MOVE = 0.2;

export interface Quarter {
  year: number;
  /** 1 to 4. */
  quarter: number;
}

/** A company's report of a quarter; what it says of the numbers lies in the books. Dates are `YYYY-MM-DD`. */
export interface SimReport extends Quarter {
  symbol: string;
  periodEnding: string;
  /** Where the calendar has it until the date is confirmed. */
  expectedDate: string;
  reportDate: string;
  reportTime: 'bmo' | 'amc';
  /** UTC ms. */
  publishedAt: number;
  /** By how much the earnings beat what was expected, as a fraction of it. */
  surprise: number;
  /** The first session that trades on it, and by what fraction it opens higher. */
  reactionDate: string;
  move: number;
}

/** Pure; the calendar of reports is XNYS whatever the symbol. */
export function simulateReport(seed: number, symbol: string, { year, quarter }: Quarter): SimReport {
  const habits = createDraws(seed, symbol, 'reporting');
  const lag = Math.floor(drawBetween(habits, 22, 40));
  const reportTime = habits() < 0.5 ? 'bmo' : 'amc';
  const draw = createDraws(seed, symbol, 'report', year, quarter);
  const end = Date.UTC(year, quarter * 3, 0);
  const session = sessionFrom(end + (lag + Math.floor(drawBetween(draw, -2, 3))) * DAY);
  const reportDate = session.date;
  const isBefore = reportTime === 'bmo';
  const beat = drawNormal(draw);
  const move = MOVE.bySurprise * beat + MOVE.byChance * drawNormal(draw);
  return {
    ...{ symbol, year, quarter, periodEnding: toDate(end), expectedDate: sessionFrom(end + lag * DAY).date },
    ...{ reportDate, reportTime, surprise: SURPRISE * beat },
    publishedAt: isBefore ? session.open - PUBLISHED.beforeOpen : session.close + PUBLISHED.afterClose,
    reactionDate: isBefore ? reportDate : sessionFrom(Date.parse(reportDate) + DAY).date,
    move: Math.max(-FURTHEST_MOVE, Math.min(FURTHEST_MOVE, move)),
  };
}

/** The quarters that end within the dates. */
export function quartersBetween(from: string, to: string): Quarter[] {
  const found: Quarter[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    for (let quarter = 1; quarter <= 4; quarter += 1) {
      const end = toDate(Date.UTC(year, quarter * 3, 0));
      if (end >= from && end <= to) found.push({ year, quarter });
    }
  }
  return found;
}

/** The first session of XNYS on that day or after it. */
export function sessionFrom(midnight: number): Session {
  return xnys.sessions(toDate(midnight), toDate(midnight + 10 * DAY))[0];
}
