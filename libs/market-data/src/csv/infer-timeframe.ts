import { TIMEFRAME_MS, TIMEFRAMES, type Timeframe } from '#domain';

const DAY = TIMEFRAME_MS['1d'];
/** So few gaps can all be holidays; more of them tell a coarser timeframe. */
const ENOUGH_GAPS = 10;

/** The most frequent gap between stamps in order (ms), the smaller of equals; undefined with less than two. */
function usualGap(stamps: Float64Array): { gap: number; share: number } | undefined {
  const counts = new Map<number, number>();
  for (let row = 1; row < stamps.length; row += 1) {
    const gap = stamps[row] - stamps[row - 1];
    if (gap > 0) counts.set(gap, (counts.get(gap) ?? 0) + 1);
  }
  const [first] = [...counts].sort(([gap, count], [otherGap, other]) => other - count || gap - otherGap);
  return first && { gap: first[0], share: first[1] / (stamps.length - 1) };
}

function timeframeOf(gap: number): Timeframe | undefined {
  if (gap >= 28 * DAY && gap <= 31 * DAY) return '1mo';
  return TIMEFRAMES.find((timeframe) => timeframe !== '1mo' && TIMEFRAME_MS[timeframe] === gap);
}

/** The timeframe that stamps in order (UTC ms) are spaced by, where they tell one. */
export function inferTimeframe(stamps: Float64Array): Timeframe | undefined {
  const usual = usualGap(stamps);
  return usual && timeframeOf(usual.gap);
}

/** Why bars with these stamps (UTC ms, in order) can't be of the timeframe, or undefined when they can. */
export function faultOfSpacing(stamps: Float64Array, timeframe: Timeframe): string | undefined {
  const usual = usualGap(stamps);
  if (!usual) return undefined;
  const found = timeframeOf(usual.gap);
  const isCoarser = usual.gap > TIMEFRAME_MS[timeframe];
  const tells = !isCoarser || (stamps.length > ENOUGH_GAPS && usual.share >= 0.5);
  if (found === timeframe || !tells || (isCoarser && !found)) return undefined;
  return `the stamps are ${found ?? `${usual.gap / 60_000} minutes`} apart, which is not ${timeframe}`;
}
