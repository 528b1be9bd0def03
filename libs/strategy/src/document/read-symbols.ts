import { isSymbol } from '#domain';
import { BUDGETS } from '../budgets.js';
import { memberPath, type FaultList } from '../fault-list.js';
import { checkIdentifier } from './identifier.js';
import { Members } from './members.js';

export interface Symbols {
  readonly list: readonly string[];
  /** Alias → symbol; empty when the document lists its symbols. */
  readonly aliases: ReadonlyMap<string, string>;
}

const NONE: Symbols = { list: [], aliases: new Map() };

/** Reads `symbols`: a list, or an object of aliases. The run's own symbols replace them, aliases in sorted order. */
export function readSymbols(
  value: unknown,
  given: readonly string[] | undefined,
  faults: FaultList,
): Symbols {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return readAliases(value, given, faults);
  const list = given ?? value;
  if (list === undefined) {
    faults.add({ path: '/symbols' }, 'E_SCHEMA', 'the symbols are missing', 'as in "symbols": ["AAPL"]');
    return NONE;
  }
  if (!Array.isArray(list) || list.length === 0) {
    faults.add(
      { path: '/symbols' },
      'E_SCHEMA',
      "'symbols' must list a symbol at least, or be an object of aliases",
    );
    return NONE;
  }
  return { list: checkSymbols(list, (index) => memberPath('/symbols', index), faults), aliases: new Map() };
}

function readAliases(value: object, given: readonly string[] | undefined, faults: FaultList): Symbols {
  const members = Members.of(value, '/symbols', faults)!;
  const names = members.keys().sort();
  for (const name of names) checkIdentifier(name, members.at(name), faults);
  if (given !== undefined && given.length !== names.length)
    faults.add(
      { path: '/symbols' },
      'E_CONFLICT',
      `the run names ${given.length} symbols for ${names.length} aliases`,
    );
  if (names.length === 0) faults.add({ path: '/symbols' }, 'E_SCHEMA', 'the symbols are missing');
  const symbols: unknown[] = names.map((name, index) => given?.[index] ?? members.raw(name));
  const list = checkSymbols(symbols, (index) => members.at(names[index]).path, faults);
  // What is no text was reported and only stands for itself here: a stranger's object may not even become one.
  const texts = symbols.map((symbol) => (typeof symbol === 'string' ? symbol : ''));
  return { list, aliases: new Map(names.map((name, index) => [name, texts[index]])) };
}

function checkSymbols(
  values: readonly unknown[],
  pathOf: (index: number) => string,
  faults: FaultList,
): string[] {
  if (values.length > BUDGETS.symbols) {
    faults.add({ path: '/symbols' }, 'E_BUDGET', `more than ${BUDGETS.symbols} symbols`);
    return [];
  }
  const symbols = new Set<string>();
  values.forEach((value, index) => {
    const path = pathOf(index);
    if (typeof value !== 'string' || !isSymbol(value))
      faults.add(
        { path },
        'E_SCHEMA',
        'this is not a symbol',
        "symbols are upper case, such as 'AAPL' or '^GSPC'",
      );
    else if (symbols.has(value)) faults.add({ path }, 'E_CONFLICT', `'${value}' is named twice`);
    else symbols.add(value);
  });
  return [...symbols];
}
