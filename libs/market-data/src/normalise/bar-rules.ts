import {
  isIntraday,
  TIMEFRAME_MS,
  toDate,
  type CorporateAction,
  type Session,
  type Timeframe,
  type TradingCalendar,
} from '#domain';
import { PRICE_COLUMNS, type BarColumns } from '#database';

/** What is known of the series that bars belong to. */
export interface BarContext {
  calendar: TradingCalendar;
  timeframe: Timeframe;
  /** Splits and dividends, as far as they are known. */
  actions: readonly CorporateAction[];
}

/** What a bar must be like among its neighbours. An `error` keeps it out, a `warning` is only counted. */
export interface BarRule {
  severity: 'error' | 'warning';
  name: string;
  /** Asked of each row, the oldest first. */
  isBroken(row: number): boolean;
}

const DAY = TIMEFRAME_MS['1d'];
const MINUTE = 60_000;
/** Calendars know their days from here on. */
const FIRST_KNOWN_DAY = Date.UTC(1990, 0, 1);
/** A close that is more than so many times the one before, or less than that part of it, is a jump. */
const JUMP = 1.5;
/** Trading before the open and after the close: in New York from 4:00 and until 20:00. */
const EXTENDED_MS = { before: 330 * MINUTE, after: 240 * MINUTE };

/** The rules for raw bars in order, each possible in itself. */
export function barRules(bars: BarColumns, context: BarContext): BarRule[] {
  const { calendar, timeframe } = context;
  const neverCloses = calendar.nextClose(0) === undefined;
  const noSession = `${calendar.id} had no session ${isIntraday(timeframe) ? 'then' : 'that day'}`;
  return [
    { severity: 'error', name: noSession, isBroken: isOutOfSession(bars, context, neverCloses) },
    {
      severity: neverCloses ? 'warning' : 'error',
      name: 'the bar before is repeated',
      isBroken: isRepeated(bars, timeframe),
    },
    {
      ...{ severity: 'warning', name: 'the price jumps without a corporate action' },
      isBroken: isJump(bars, context.actions),
    },
    {
      ...{ severity: 'warning', name: 'the volume falls to zero' },
      isBroken: (row) => row > 0 && bars.volume[row] === 0 && bars.volume[row - 1] > 0,
    },
  ];
}

function isOutOfSession(
  { openTime, length }: BarColumns,
  { calendar, timeframe }: BarContext,
  neverCloses: boolean,
): BarRule['isBroken'] {
  if (length === 0 || neverCloses || TIMEFRAME_MS[timeframe] > DAY) return () => false;
  const [first, last] = [Math.max(openTime[0], FIRST_KNOWN_DAY) - DAY, openTime[length - 1] + DAY];
  const sessions = first < last ? calendar.sessions(toDate(first), toDate(last)) : [];
  const isDay = !isIntraday(timeframe);
  const startOf = ({ date, open }: Session) => (isDay ? Date.parse(date) : open - EXTENDED_MS.before);
  const endOf = ({ date, close }: Session) => (isDay ? Date.parse(date) + 1 : close + EXTENDED_MS.after);
  const [starts, ends] = [sessions.map(startOf), sessions.map(endOf)];
  let at = 0;
  return (row) => {
    const time = openTime[row];
    while (at < ends.length && ends[at] <= time) at += 1;
    return time >= FIRST_KNOWN_DAY && !(starts[at] <= time);
  };
}

/** To the last share. Within a day that happens where nothing moves. */
function isRepeated(bars: BarColumns, timeframe: Timeframe): BarRule['isBroken'] {
  const { high, low, volume } = bars;
  const maySame = isIntraday(timeframe);
  return (row) =>
    row > 0 &&
    volume[row] > 0 &&
    !(maySame && high[row] === low[row]) &&
    PRICE_COLUMNS.every((name) => bars[name][row] === bars[name][row - 1]);
}

function isJump({ openTime, close }: BarColumns, actions: readonly CorporateAction[]): BarRule['isBroken'] {
  const exTimes = actions.map(({ exDate }) => Date.parse(exDate)).sort((one, other) => one - other);
  return (row) => {
    if (row === 0) return false;
    const ratio = close[row] / close[row - 1];
    if (ratio <= JUMP && ratio >= 1 / JUMP) return false;
    return !exTimes.some((time) => time > openTime[row - 1] && time <= openTime[row]);
  };
}
