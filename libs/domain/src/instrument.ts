/** Something that has prices. `symbol` is unique and upper case (`AAPL`, `^GSPC`, `BTCUSD`). */
export interface Instrument {
  symbol: string;
  name: string | null;
  /** Id of a trading calendar; `always` where nothing else is known. */
  calendar: string;
  /** IANA zone. */
  timeZone: string;
  currency: string;
}

/** A symbol as Barkeep writes it. */
export const SYMBOL_PATTERN = /^[A-Z0-9^][A-Z0-9.^=_-]{0,31}$/;

/** Whether the text is a symbol as Barkeep writes it. */
export function isSymbol(text: string): boolean {
  return SYMBOL_PATTERN.test(text);
}
