import type { Bar } from '#domain';
import { toBarsOfPath } from './bars-of-path.js';
import { simulateMinutes } from './minute-path.js';
import { createDraws, drawBetween } from './seeded-draws.js';
import type { SimDay } from './simulate-days.js';
import type { SimMarket } from './sim-market.js';

const MINUTE = 60_000;

/** How a session went: its quotes and its bars, of whatever length, are this. Pure. */
export interface SimSession {
  /** The price at each minute, the open first and the close last. */
  path: Float64Array;
  /** Shares that changed hands in the first minutes. */
  volumeUntil: (minute: number) => number;
}

export function simulateSession({ seed }: SimMarket, symbol: string, { session, bar }: SimDay): SimSession {
  const minutes = (session.close - session.open) / MINUTE;
  const path = simulateMinutes(createDraws(seed, symbol, session.date, 'minutes'), bar, minutes);
  const traded = simulateTrading(createDraws(seed, symbol, session.date, 'volume'), minutes);
  return { path, volumeUntil: (minute) => Math.floor((bar.volume * traded[minute]) / traded[minutes]) };
}

/** What has been traded by each minute: more near the open and the close than between them. */
function simulateTrading(draw: () => number, minutes: number): Float64Array {
  const traded = new Float64Array(minutes + 1);
  for (let minute = 0; minute < minutes; minute += 1) {
    const fromMiddle = (2 * minute) / minutes - 1;
    traded[minute + 1] = traded[minute] + (1 + fromMiddle * fromMiddle) * drawBetween(draw, 0.5, 1.5);
  }
  return traded;
}

/** The bars of a session, so many minutes each; they join to the bar of its day. */
export function simulateIntraday(market: SimMarket, symbol: string, day: SimDay, length: number): Bar[] {
  const { path, volumeUntil } = simulateSession(market, symbol, day);
  return toBarsOfPath(day.session, path, length, (from, to) => volumeUntil(to) - volumeUntil(from));
}
