import type { BarColumns } from '#database';

/** Vendors round; what differs by less is the same. */
const SAME = 1e-6;
/** From so much on a price was adjusted rather than corrected. */
const READJUSTED = 1e-4;
const VALUES = ['open', 'high', 'low', 'close', 'volume'] as const;

const isWithin = (one: number, other: number, tolerance: number) =>
  Math.abs(one - other) <= tolerance * Math.max(Math.abs(one), Math.abs(other));

/** Rows of both that have the same time, as pairs. */
function* pairsOf(incoming: BarColumns, stored: BarColumns): Generator<[incoming: number, stored: number]> {
  for (let row = 0, other = 0; row < incoming.length && other < stored.length;) {
    const [time, storedTime] = [incoming.openTime[row], stored.openTime[other]];
    if (time === storedTime) yield [row, other];
    if (time <= storedTime) row += 1;
    if (storedTime <= time) other += 1;
  }
}

/**
 * Whether a vendor has changed its history: the oldest bar that both have closes differently. Newer ones are
 * corrected now and then, and a silent adjustment begins with the oldest.
 */
export function isReadjusted(incoming: BarColumns, stored: BarColumns): boolean {
  for (const [row, other] of pairsOf(incoming, stored))
    return !isWithin(incoming.close[row], stored.close[other], READJUSTED);
  return false;
}

/** Takes the stored value wherever the incoming one is the same but for rounding, in place. */
export function keepStoredValues(incoming: BarColumns, stored: BarColumns): void {
  for (const [row, other] of pairsOf(incoming, stored)) {
    for (const name of VALUES) {
      if (isWithin(incoming[name][row], stored[name][other], SAME)) incoming[name][row] = stored[name][other];
    }
  }
}
