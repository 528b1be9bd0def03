import { LRUCache } from 'lru-cache';
import { toDate, type TradingCalendar, calendarOfSymbol } from '#domain';
import { createDraws, drawBetween } from './seeded-draws.js';
import { simulateDays, startOf, type Character, type SimDay, type WalkState } from './simulate-days.js';
import { simulateReport } from './simulate-report.js';
import { findSymbolKind } from './symbol-kind.js';

/** Where every simulated history begins, so that any window shows the same walk. */
export const FIRST_YEAR = 2000;
/** Years of symbols whose days are kept. */
const KEPT_YEARS = 1_000;
const DAY = 86_400_000;

/** An invented exchange: what it answers is a pure function of (seed, symbol, time). It keeps what it has computed. */
export class SimMarket {
  private readonly years = new LRUCache<string, readonly SimDay[]>({ max: KEPT_YEARS });
  private readonly ends = new Map<string, WalkState>();

  constructor(readonly seed: number) {}

  /** The sessions of a symbol within the dates, both inclusive; none before FIRST_YEAR. */
  days(
    symbol: string,
    from: string,
    to: string,
    calendar: TradingCalendar = calendarOfSymbol(symbol),
  ): SimDay[] {
    const found: SimDay[] = [];
    const first = Math.max(Number(from.slice(0, 4)), FIRST_YEAR);
    for (let year = first; year <= Number(to.slice(0, 4)); year += 1)
      found.push(...this.year(symbol, calendar, year));
    return found.filter(({ session: { date } }) => date >= from && date <= to);
  }

  /** The session that has opened last, oldest first with as many before it as there are in so many calendar days. */
  daysUntil(symbol: string, instant: number, calendarDays: number): SimDay[] {
    const days = this.days(symbol, toDate(instant - calendarDays * DAY), toDate(instant + DAY));
    return days.filter(({ session }) => session.open <= instant);
  }

  /** What the prices of a symbol are like. */
  character(symbol: string): Character {
    const draw = createDraws(this.seed, symbol);
    const isShare = findSymbolKind(symbol) === 'share';
    const character = {
      start: drawBetween(draw, 20, 150),
      volatility: drawBetween(draw, 0.008, 0.022),
      drift: drawBetween(draw, 0.0001, 0.0005),
      sharesPerDay: drawBetween(draw, 200_000, 5_200_000),
    };
    const payout = isShare && draw() < 0.6 ? drawBetween(draw, 0.002, 0.008) : 0;
    return { ...character, payout, splits: isShare };
  }

  private year(symbol: string, calendar: TradingCalendar, year: number): readonly SimDay[] {
    const key = `${symbol} ${calendar.id} ${year}`;
    const known = this.years.get(key);
    if (known) return known;
    const character = this.character(symbol);
    const { days, end } = simulateDays(
      [this.seed, symbol],
      character,
      calendar.sessions(`${year}-01-01`, `${year}-12-31`),
      year === FIRST_YEAR ? startOf(character) : this.endOf(symbol, calendar, year - 1),
      this.moves(symbol, year),
    );
    this.years.set(key, days);
    this.ends.set(key, end);
    return days;
  }

  private endOf(symbol: string, calendar: TradingCalendar, year: number): WalkState {
    const key = `${symbol} ${calendar.id} ${year}`;
    if (!this.ends.has(key)) this.year(symbol, calendar, year);
    return this.ends.get(key)!;
  }

  private moves(symbol: string, year: number): ReadonlyMap<string, number> {
    if (findSymbolKind(symbol) !== 'share') return new Map();
    const quarters = [{ year: year - 1, quarter: 4 }, ...[1, 2, 3].map((quarter) => ({ year, quarter }))];
    return new Map(
      quarters
        .map((quarter) => simulateReport(this.seed, symbol, quarter))
        .map(({ reactionDate, move }) => [reactionDate, move]),
    );
  }
}
