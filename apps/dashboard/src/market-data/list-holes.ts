import type { Schemas } from '../api/client.js';

type Day = Schemas['CoveredDay'];

/** Days in a row of which nothing is stored, or one of which only a part is. */
export interface Hole {
  standing: 'missing' | 'partial';
  from: string;
  to: string;
  sessions: number;
  /** Stored bars, and those for which there is room. */
  bars: number;
  expected: number;
}

/** What is wrong with a series, oldest first; a day on which the exchange was closed ends no hole. */
export function listHoles(days: readonly Day[]): Hole[] {
  const holes: Hole[] = [];
  let open: Hole | undefined;
  for (const { date, standing, bars, expected } of days) {
    if (standing === 'closed') continue;
    if (standing === 'present') open = undefined;
    else if (standing === 'missing' && open?.standing === 'missing')
      Object.assign(open, { to: date, sessions: open.sessions + 1, expected: open.expected + expected });
    else {
      open = { standing, from: date, to: date, sessions: 1, bars, expected };
      holes.push(open);
    }
  }
  return holes;
}
