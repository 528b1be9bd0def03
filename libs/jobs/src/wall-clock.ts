import { instantInZone, toDate, wallTimeOf } from '#domain';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** The first instant after a jump over a wall time (a whole minute, written as if it were UTC milliseconds) of a zone. */
export function findEndOfJump(wall: number, timeZone: string): number {
  const date = toDate(wall);
  let behind = instantInZone(date, (wall - Date.parse(date)) / MINUTE, timeZone);
  let before = behind - DAY;
  while (behind - before > MINUTE) {
    const middle = before + Math.floor((behind - before) / MINUTE / 2) * MINUTE;
    if (wallTimeOf(middle, timeZone) > wall) behind = middle;
    else before = middle;
  }
  return behind;
}
