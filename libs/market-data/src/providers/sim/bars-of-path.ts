import type { Bar, Session } from '#domain';

const MINUTE = 60_000;

/**
 * A session's bars of so many minutes, of the price at each of its minutes (the close of one bar is the open of the
 * next); the last one is shorter where they don't come out even. Pure.
 * @param volumeOf of the minutes [from, to) of the session.
 */
export function toBarsOfPath(
  { open }: Session,
  path: Float64Array,
  length: number,
  volumeOf: (from: number, to: number) => number,
): Bar[] {
  const minutes = path.length - 1;
  return Array.from({ length: Math.ceil(minutes / length) }, (_, place): Bar => {
    const [from, to] = [place * length, Math.min((place + 1) * length, minutes)];
    const prices = path.subarray(from, to + 1);
    return {
      openTime: open + from * MINUTE,
      open: path[from],
      high: Math.max(...prices),
      low: Math.min(...prices),
      close: path[to],
      volume: volumeOf(from, to),
    };
  });
}
