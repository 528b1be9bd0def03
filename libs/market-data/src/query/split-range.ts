import type { SeriesRange } from '#database';
import type { OpenTimeRange } from './request-range.js';

/** The part of a range that a series covers, cut into pieces that hold about so many of its bars, oldest first. */
export function splitRange(
  { start = -Infinity, end = Infinity }: OpenTimeRange,
  { first, last, count }: SeriesRange,
  bars: number,
): Required<OpenTimeRange>[] {
  const [from, to] = [Math.max(start, first), Math.min(end, last + 1)];
  const step = Math.max(1, Math.ceil(((last + 1 - first) / count) * bars));
  const pieces: Required<OpenTimeRange>[] = [];
  for (let begin = from; begin < to; begin += step)
    pieces.push({ start: begin, end: Math.min(begin + step, to) });
  return pieces;
}
