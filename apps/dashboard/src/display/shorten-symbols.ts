const SHOWN = 3;

/** Names as long as they are few, else the first of them and how many more there are. */
export function shortenSymbols(symbols: readonly string[]): string {
  const more = symbols.length - SHOWN;
  return more > 0 ? `${symbols.slice(0, SHOWN).join(', ')} and ${more} more` : symbols.join(', ');
}
