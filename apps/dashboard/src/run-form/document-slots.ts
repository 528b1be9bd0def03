import type { StrategyDocument } from './run-draft.js';

/** A part of the document that is an expression. */
export interface Slot {
  /** JSON pointer, as faults name it. */
  path: string;
  label: string;
  value: string;
}

/** Where expressions stand, by patterns of pointers, in the order in which they are read; the label names the stars. */
const PLACES: readonly [pattern: string, label: string][] = [
  ['/let/*', 'Let * ='],
  ['/rules/*/enter', 'Enter *'],
  ['/rules/*/exit', 'Leave *'],
  ['/rules/*/stops/*/at', 'Stop of *: price'],
  ['/rules/*/stops/*/distance', 'Stop of *: distance'],
  ['/rules/*/stops/*/when', 'Stop of *: when'],
  ['/rules/*/order/price', 'Order of *: price'],
  ['/rules/*/legs/*/weight', 'Leg of *: weight'],
  ['/allocate/where', 'Hold only where'],
  ['/allocate/rank', 'Rank by'],
  ['/allocate/weights', 'Weights'],
];

function find(
  value: unknown,
  tokens: readonly string[],
  path: string,
  stars: readonly string[],
): [string, string, readonly string[]][] {
  if (tokens.length === 0) return typeof value === 'string' ? [[path, value, stars]] : [];
  if (typeof value !== 'object' || value === null) return [];
  const [token, ...rest] = tokens;
  return Object.entries(value)
    .filter(([key]) => token === '*' || token === key)
    .flatMap(([key, member]) =>
      find(member, rest, `${path}/${toToken(key)}`, token === '*' ? [...stars, key] : stars),
    );
}

const toToken = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
const toKey = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

/** Every expression of the document that is written as text. */
export function findSlots(document: StrategyDocument): Slot[] {
  return PLACES.flatMap(([pattern, label]) =>
    find(document, pattern.split('/').slice(1), '', []).map(([path, value, [star]]) => ({
      path,
      value,
      label: label.replace('*', star),
    })),
  );
}

/** The document with another value at the pointer; what leads there is made where it is missing. */
export function withValue(document: StrategyDocument, path: string, value: unknown): StrategyDocument {
  const [token, ...rest] = path.split('/').slice(1);
  return change(document, toKey(token), rest, value) as StrategyDocument;
}

function change(container: unknown, key: string, rest: readonly string[], value: unknown): unknown {
  const copy: Record<string, unknown> = Array.isArray(container)
    ? (Object.assign([], container) as never)
    : { ...(container as object | undefined) };
  if (rest.length > 0) copy[key] = change(copy[key], toKey(rest[0]), rest.slice(1), value);
  else if (value === undefined) delete copy[key];
  else copy[key] = value;
  return copy;
}
