import type { Schemas } from '../api/client.js';
import { formatDay, isDaily } from '../display/format-instant.js';

type Instrument = Schemas['Instrument'];

export const TIMEFRAMES = ['1m', '5m', '15m', '30m', '1h', '1d', '1w', '1mo'] as const;

/** The days of which every one of the symbols has bars, inclusive. */
interface DayRange {
  first: string;
  last: string;
}

/** Bars of a timeframe are those that are stored, or joined from a shorter one. */
function seriesFor({ series }: Instrument, timeframe: string): Instrument['series'][number] | undefined {
  const position = (frame: string): number => TIMEFRAMES.indexOf(frame as (typeof TIMEFRAMES)[number]);
  return series
    .filter((stored) => position(stored.timeframe) <= position(timeframe))
    .sort((a, b) => position(b.timeframe) - position(a.timeframe))[0];
}

/** Undefined where a symbol has nothing of it, or the symbols have no day in common. */
export function storedRange(
  instruments: readonly Instrument[],
  symbols: readonly string[],
  timeframe: string,
): DayRange | undefined {
  const series = symbols.map((symbol) => {
    const instrument = instruments.find((known) => known.symbol === symbol);
    const found = instrument && seriesFor(instrument, timeframe);
    return found && { ...found, zone: isDaily(found.timeframe) ? 'UTC' : instrument.time_zone };
  });
  if (series.length === 0 || series.some((found) => found === undefined)) return undefined;
  const known = series.filter((found) => found !== undefined);
  const first = known
    .map((found) => formatDay(found.first, found.zone))
    .sort()
    .at(-1)!;
  const last = known.map((found) => formatDay(found.last, found.zone)).sort()[0];
  return first <= last ? { first, last } : undefined;
}

/** The timeframes that all of the symbols have bars for. */
export function storedTimeframes(instruments: readonly Instrument[], symbols: readonly string[]): string[] {
  return TIMEFRAMES.filter((timeframe) => storedRange(instruments, symbols, timeframe) !== undefined);
}
