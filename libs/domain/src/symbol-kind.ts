import { always, xnys } from './calendars/index.js';
import type { TradingCalendar } from './trading-calendar.js';

/** A share of a company or a fund; an index, which no company stands behind; a pair of currencies, traded at any time. */
export type SymbolKind = 'share' | 'index' | 'pair';

const PAIR = /^([A-Z0-9]{2,}-?USD[TC]?|[A-Z]{6}=X)$/;

/** What a symbol stands for, as far as its spelling tells: `^GSPC` is an index, `BTC-USD` a pair. */
export function toSymbolKind(symbol: string): SymbolKind {
  if (symbol.startsWith('^')) return 'index';
  return PAIR.test(symbol) ? 'pair' : 'share';
}

/** When a symbol trades, where nobody has said it. */
export function calendarOfSymbol(symbol: string): TradingCalendar {
  return toSymbolKind(symbol) === 'pair' ? always : xnys;
}
