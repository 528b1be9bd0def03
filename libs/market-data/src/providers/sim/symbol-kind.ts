import { toSymbolKind, type SymbolKind } from '#domain';

/** What the symbol stands for in the simulated market: undefined for one that begins with `UNKNOWN`. */
export function findSymbolKind(symbol: string): SymbolKind | undefined {
  return symbol.startsWith('UNKNOWN') ? undefined : toSymbolKind(symbol);
}
