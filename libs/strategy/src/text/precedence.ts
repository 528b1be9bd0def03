import type { BinaryOperator } from './syntax.js';

/** How tightly operators bind, loosest first; `lag` is the offset in brackets, `atom` what needs no brackets. */
export const PRECEDENCE = {
  or: 1,
  and: 2,
  not: 3,
  compare: 4,
  sum: 5,
  product: 6,
  negation: 7,
  lag: 8,
  atom: 9,
};

/** Binary operators; a comparison doesn't chain, the others associate to the left. */
export const BINARY_PRECEDENCE: ReadonlyMap<string, number> = new Map<BinaryOperator, number>([
  ['or', PRECEDENCE.or],
  ['and', PRECEDENCE.and],
  ['<', PRECEDENCE.compare],
  ['<=', PRECEDENCE.compare],
  ['>', PRECEDENCE.compare],
  ['>=', PRECEDENCE.compare],
  ['==', PRECEDENCE.compare],
  ['!=', PRECEDENCE.compare],
  ['+', PRECEDENCE.sum],
  ['-', PRECEDENCE.sum],
  ['*', PRECEDENCE.product],
  ['/', PRECEDENCE.product],
]);

export const KEYWORDS: ReadonlySet<string> = new Set(['and', 'or', 'not']);
