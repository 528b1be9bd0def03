import { instantInZone, toDate, wallTimeOf } from '#domain';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/**
 * The instant at which a schedule that names a wall time of a zone fires (`wall`, a whole minute, is written as if it
 * were UTC milliseconds): the first of two where clocks show it twice, the end of the jump where they never do.
 */
export function resolveWallTime(wall: number, timeZone: string): number {
  const date = toDate(wall);
  const instant = instantInZone(date, (wall - Date.parse(date)) / MINUTE, timeZone);
  return wallTimeOf(instant, timeZone) === wall ? instant : findJump(instant, wall, timeZone);
}

/** The first instant whose wall time lies behind the one that is jumped over; `later` lies behind the jump. */
function findJump(later: number, wall: number, timeZone: string): number {
  let before = later - DAY;
  let behind = later;
  while (behind - before > MINUTE) {
    const middle = before + Math.floor((behind - before) / MINUTE / 2) * MINUTE;
    if (wallTimeOf(middle, timeZone) > wall) behind = middle;
    else before = middle;
  }
  return behind;
}
