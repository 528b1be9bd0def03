import { isSymbol, isTimeframe, type Timeframe } from '#domain';

/** What a file's name says of its content: `GOOG_1d.csv` holds daily bars of GOOG, `GOOG.csv` bars of GOOG. */
export function parseSeriesName(fileName: string): { symbol?: string; timeframe?: Timeframe } {
  const stem = fileName.replace(/^.*[/\\]/, '').replace(/\.(csv|txt)$/i, '');
  const cut = stem.lastIndexOf('_');
  const suffix = stem.slice(cut + 1).toLowerCase();
  const hasTimeframe = cut > 0 && isTimeframe(suffix);
  const symbol = (hasTimeframe ? stem.slice(0, cut) : stem).toUpperCase();
  return { symbol: isSymbol(symbol) ? symbol : undefined, timeframe: hasTimeframe ? suffix : undefined };
}
