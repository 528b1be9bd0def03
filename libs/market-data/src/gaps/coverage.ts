import { Inject, Injectable } from '@nestjs/common';
import {
  always,
  BarkeepError,
  findCalendar,
  isIntraday,
  TIMEFRAME_MS,
  toDate,
  type RowDataset,
  type Session,
  type Timeframe,
  type TradingCalendar,
} from '#domain';
import {
  BarRepository,
  CoverageRepository,
  UniverseRepository,
  type SnapshotDataset,
  type UniverseMember,
} from '#database';
import { joinGaps, roomOf, toSnapshotSpans, toSpan, type Gap } from './session-gaps.js';

/** The sessions of which there should be data, and those of which there is. Dates are `YYYY-MM-DD`, both inclusive. */
export interface Coverage {
  symbol: string;
  /** `historical_prices` for bars, which have a timeframe. */
  dataset: RowDataset | 'historical_prices';
  timeframe: Timeframe | null;
  from: string;
  to: string;
  expected: number;
  present: number;
  /** Sessions of which there is nothing; oldest first. */
  gaps: Gap[];
  /**
   * Sessions of which there are fewer bars than they have room for; of bars shorter than a day. Either a vendor broke off,
   * or nobody traded.
   */
  partial: Gap[];
}

/** A day of the calendar and what is stored of it. */
export interface CoveredDay {
  date: string;
  /** How many bars open in its session; 0 where it has none. */
  bars: number;
  /** How many there would be without a hole; 0 where the exchange is closed. */
  room: number;
  /** Why there is no session, or a short one. */
  exception: string | null;
}

export interface CoverageRequest {
  /** Everything that is known when absent. */
  symbols?: readonly string[];
  /** Where the history of a series begins, when absent. */
  from?: string;
  /** The newest session that is over, when absent. */
  to?: string;
  /** UTC ms. */
  now: number;
}

type Covered = { timeframe: Timeframe } | { dataset: SnapshotDataset };
const SNAPSHOTS: readonly SnapshotDataset[] = ['stock_quotes', 'options_chain'];

const DAY = TIMEFRAME_MS['1d'];
/** Longer bars are joined from shorter ones, and no session is theirs alone. */
const hasSessions = (timeframe: Timeframe) => TIMEFRAME_MS[timeframe] <= DAY;

/** Which sessions are missing: those that the calendar had, without those that are stored. */
@Injectable()
export class CoverageService {
  constructor(
    @Inject(CoverageRepository) private readonly coverage: CoverageRepository,
    @Inject(UniverseRepository) private readonly universe: UniverseRepository,
    @Inject(BarRepository) private readonly bars: BarRepository,
  ) {}

  /**
   * Every stored series of bars and of snapshots, by symbol.
   * @throws BarkeepError SYMBOL_NOT_FOUND.
   */
  async list(request: CoverageRequest): Promise<Coverage[]> {
    const members = (await this.universe.list()).filter(
      ({ symbol }) => request.symbols?.includes(symbol) ?? true,
    );
    const unknown = request.symbols?.find((symbol) => !members.some((member) => member.symbol === symbol));
    if (unknown !== undefined) throw new BarkeepError('SYMBOL_NOT_FOUND', `There is no symbol ${unknown}`);
    const symbols = members.map(({ symbol }) => symbol);
    const starts = await this.listStarts(symbols);
    const found: Coverage[] = [];
    for (const member of members) {
      for (const { covered, first } of starts.filter(({ symbol }) => symbol === member.symbol))
        found.push(await this.cover(member, covered, { ...request, from: request.from ?? toDate(first) }));
    }
    return found;
  }

  /**
   * The gaps of one series of bars.
   * @throws BarkeepError SYMBOL_NOT_FOUND.
   */
  async ofBars(
    symbol: string,
    timeframe: Timeframe,
    request: CoverageRequest & { from: string },
  ): Promise<Coverage> {
    const member = await this.universe.find(symbol);
    return this.cover(member, { timeframe }, request);
  }

  /**
   * The days of a series of bars, oldest first: its sessions that are over, and the weekdays on which its exchange is closed.
   * @throws BarkeepError SYMBOL_NOT_FOUND.
   */
  async listDays(
    symbol: string,
    timeframe: Timeframe,
    { from, to, now }: { from: string; to: string; now: number },
  ): Promise<CoveredDay[]> {
    const member = await this.universe.find(symbol);
    const calendar = findCalendar(member.calendar) ?? always;
    const sessions = listSessions(member, from, to, now);
    const spans = sessions.map((session) => toSpan(session, timeframe));
    const counts = await this.coverage.countBars({ symbol, timeframe }, spans);
    const open = sessions.map(({ date }, place) => {
      const room = roomOf(spans[place], timeframe);
      return { date, bars: counts[place], room, exception: calendar.exceptionOn(date) ?? null };
    });
    const closed = listClosures(calendar, from, sessions.at(-1)?.date ?? from);
    return [...open, ...closed].sort((one, other) => (one.date < other.date ? -1 : 1));
  }

  private async listStarts(symbols: readonly string[]) {
    const starts: { symbol: string; covered: Covered; first: number }[] = [];
    for (const { symbol, timeframe, first } of await this.bars.listSeries())
      if (hasSessions(timeframe)) starts.push({ symbol, covered: { timeframe }, first });
    for (const dataset of SNAPSHOTS)
      for (const { subject, first } of await this.coverage.listExtents(dataset, symbols))
        starts.push({ symbol: subject, covered: { dataset }, first });
    return starts;
  }

  private async cover(
    member: UniverseMember,
    covered: Covered,
    { from, to, now }: CoverageRequest & { from: string },
  ): Promise<Coverage> {
    const { symbol } = member;
    const sessions = listSessions(member, from, to, now);
    const { missing, partial } = await this.findHoles(symbol, covered, sessions);
    return {
      ...{ symbol, dataset: 'historical_prices', timeframe: null, ...covered },
      ...{ from, to: to ?? sessions.at(-1)?.date ?? from },
      ...{ expected: sessions.length, present: sessions.length - missing.length },
      gaps: joinGaps(sessions, missing),
      partial: joinGaps(sessions, partial),
    };
  }

  /** Places of the sessions of which nothing is stored, and of those of which not all is. */
  private async findHoles(
    symbol: string,
    covered: Covered,
    sessions: readonly Session[],
  ): Promise<{ missing: number[]; partial: number[] }> {
    if ('dataset' in covered || !isIntraday(covered.timeframe)) {
      const spans =
        'dataset' in covered
          ? toSnapshotSpans(sessions)
          : sessions.map((session) => toSpan(session, covered.timeframe));
      return { missing: await this.coverage.findEmptySpans({ symbol, ...covered }, spans), partial: [] };
    }
    const { timeframe } = covered;
    const spans = sessions.map((session) => toSpan(session, timeframe));
    const counts = await this.coverage.countBars({ symbol, timeframe }, spans);
    const placesWhere = (isWanted: (count: number, room: number) => boolean) =>
      [...counts.keys()].filter((place) => isWanted(counts[place], roomOf(spans[place], timeframe)));
    return {
      missing: placesWhere((count) => count === 0),
      partial: placesWhere((count, room) => count > 0 && count < room),
    };
  }
}

/** The sessions that are over, while it was listed. */
function listSessions(
  { calendar, delistedOn }: UniverseMember,
  from: string,
  to: string | undefined,
  now: number,
): Session[] {
  const ends = [toDate(now + DAY), ...(to ? [to] : []), ...(delistedOn ? [delistedOn] : [])].sort();
  const sessions = (findCalendar(calendar) ?? always).sessions(from, ends[0]);
  return sessions.filter(({ close }) => close <= now);
}

/** Days other than those of a weekend on which the exchange stays closed. */
function listClosures(calendar: TradingCalendar, from: string, to: string): CoveredDay[] {
  const open = new Set(calendar.sessions(from, to).map(({ date }) => date));
  return always.sessions(from, to).flatMap(({ date }) => {
    const exception = calendar.exceptionOn(date);
    return exception === undefined || open.has(date) ? [] : [{ date, bars: 0, room: 0, exception }];
  });
}
