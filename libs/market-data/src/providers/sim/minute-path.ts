import type { Bar } from '#domain';
import { drawBetween, toCents } from './seeded-draws.js';

/** How far a minute strays from its line, as part of the day's range. */
const WOBBLE = 0.06;

/**
 * The price at each minute of a session, the open first and the close last: it reaches the day's high and low at a
 * minute each and never leaves them. Between these four it is a random bridge. Pure.
 */
export function simulateMinutes(
  draw: () => number,
  { open, high, low, close }: Bar,
  minutes: number,
): Float64Array {
  const path = new Float64Array(minutes + 1);
  const early = 1 + Math.floor(drawBetween(draw, 0, minutes / 2 - 1));
  const late = early + 1 + Math.floor(drawBetween(draw, 0, minutes - early - 1));
  const [first, second] = draw() < 0.5 ? [high, low] : [low, high];
  const places: readonly [minute: number, price: number][] = [
    [0, open],
    [early, first],
    [late, second],
    [minutes, close],
  ];
  for (let leg = 1; leg < places.length; leg += 1) {
    const [start, from] = places[leg - 1];
    const [end, to] = places[leg];
    const length = end - start;
    const stray = bridge(draw, length).map((value) => value * (high - low) * WOBBLE);
    for (let step = 0; step <= length; step += 1) {
      const price = from + ((to - from) * step) / length + stray[step];
      path[start + step] = Math.min(high, Math.max(low, toCents(price)));
    }
  }
  return path;
}

/** A walk of so many steps that begins and ends at 0. */
function bridge(draw: () => number, length: number): Float64Array {
  const walk = new Float64Array(length + 1);
  for (let step = 1; step <= length; step += 1) walk[step] = walk[step - 1] + drawBetween(draw, -1, 1);
  const end = walk[length];
  return walk.map((value, step) => value - (end * step) / length);
}
