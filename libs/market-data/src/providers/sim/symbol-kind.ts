import { always, xnys, type TradingCalendar } from '#domain';

/** A company's share; an index, which no company stands behind; a pair of currencies, traded at any time. */
export type SymbolKind = 'share' | 'index' | 'pair';

const UNKNOWN = /^UNKNOWN/;
const PAIR = /^[A-Z0-9]{2,}-?USD[TC]?$/;

/** What the symbol stands for in the simulated market: undefined for one that begins with `UNKNOWN`. */
export function toSymbolKind(symbol: string): SymbolKind | undefined {
  if (UNKNOWN.test(symbol)) return undefined;
  if (symbol.startsWith('^')) return 'index';
  return PAIR.test(symbol) ? 'pair' : 'share';
}

/** When the symbol trades, where a request does not say it. */
export function calendarOf(symbol: string): TradingCalendar {
  return toSymbolKind(symbol) === 'pair' ? always : xnys;
}
