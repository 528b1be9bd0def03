import { TIMEFRAMES, type Timeframe } from '#domain';

/**
 * The stored timeframe from which bars of a timeframe are read: itself, else the longest one whose bars fit into its
 * own without being cut; weeks do not fit into months. Undefined when there is none.
 */
export function sourceTimeframeOf(
  timeframe: Timeframe,
  stored: ReadonlySet<Timeframe>,
): Timeframe | undefined {
  return TIMEFRAMES.slice(0, TIMEFRAMES.indexOf(timeframe) + 1)
    .filter((finer) => stored.has(finer) && !(finer === '1w' && timeframe === '1mo'))
    .at(-1);
}
