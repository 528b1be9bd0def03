import { isIntraday, TIMEFRAME_MS, type InstantRange, type Session, type Timeframe } from '#domain';

/** Sessions in a row, both dates inclusive. */
export interface Gap {
  from: string;
  to: string;
  sessions: number;
}

/** Joins sessions that follow one another in the calendar. @param missing places in `sessions`, in order. */
export function joinGaps(sessions: readonly Session[], missing: readonly number[]): Gap[] {
  const gaps: Gap[] = [];
  missing.forEach((place, at) => {
    const { date } = sessions[place];
    const last = gaps.at(-1);
    if (last && missing[at - 1] === place - 1) Object.assign(last, { to: date, sessions: last.sessions + 1 });
    else gaps.push({ from: date, to: date, sessions: 1 });
  });
  return gaps;
}

export function countSessions(gaps: readonly Gap[]): number {
  return gaps.reduce((sum, { sessions }) => sum + sessions, 0);
}

/** The price of the closing auction comes after the bell: a vendor's last quote of a day is of 16:00:01. */
const CLOSING_MS = 300_000;

/** Where the snapshots of each session lie: those of its closing auction too, if no other session has opened by then. */
export function toSnapshotSpans(sessions: readonly Session[]): InstantRange[] {
  return sessions.map(({ open, close }, place) => ({
    start: open,
    end: Math.min(close + CLOSING_MS, sessions[place + 1]?.open ?? Infinity),
  }));
}

/** Where the bars of a session open. */
export function toSpan({ date, open, close }: Session, timeframe: Timeframe): InstantRange {
  if (isIntraday(timeframe)) return { start: open, end: close };
  const start = Date.parse(date);
  return { start, end: start + 1 };
}

/** How many bars open in a span: they are counted from its start, and the last one may be shorter. */
export function roomOf({ start, end }: InstantRange, timeframe: Timeframe): number {
  return Math.ceil((end - start) / TIMEFRAME_MS[timeframe]);
}
