import { isSymbol, type Fault } from '#domain';

export const SYMBOL_RULE = 'has to be 1 to 32 upper case letters, digits or ^ . = _ -';
export const MOST_SYMBOLS = 500;

/** `AAPL,MSFT` as a list, each once; undefined when nothing is named. */
export function toSymbolList(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  return [...new Set(text.split(',').map((symbol) => symbol.trim()))].filter(Boolean);
}

export function faultsOfSymbols(text: string | undefined): Fault[] {
  const symbols = toSymbolList(text);
  if (symbols === undefined) return [];
  const fault = (message: string): Fault => ({ path: '/symbols', code: 'E_SCHEMA', message });
  if (symbols.length === 0) return [fault('symbols names none')];
  if (symbols.length > MOST_SYMBOLS) return [fault(`symbols may name at most ${MOST_SYMBOLS}`)];
  return symbols
    .filter((symbol) => !isSymbol(symbol))
    .slice(0, 10)
    .map((symbol) => fault(`'${symbol.slice(0, 40)}' ${SYMBOL_RULE}`));
}
