import { finiteOrNull } from '#domain';
import type { ExpressionPart } from '#strategy';
import type { BlockingClause } from './explanation.js';

/** The value of a part so many bars before the explained one; NaN is missing. */
export type ValueOf = (part: ExpressionPart, barsBack: number) => number;

/**
 * The fewest clauses that would have to come out otherwise for a condition to be true: of an `and` all that are not,
 * of an `or` those of its nearest side. Comparisons and calls are clauses, definitions are looked through.
 */
export function findBlockingClauses(part: ExpressionPart, valueOf: ValueOf, barsBack = 0): BlockingClause[] {
  return clausesFor(part, true, valueOf, barsBack);
}

function clausesFor(
  part: ExpressionPart,
  wanted: boolean,
  valueOf: ValueOf,
  barsBack: number,
): BlockingClause[] {
  const value = valueOf(part, barsBack);
  if (value === (wanted ? 1 : 0)) return [];
  const inside = (arg: ExpressionPart, want: boolean): BlockingClause[] =>
    clausesFor(arg, want, valueOf, barsBack + part.lag);
  const { op, args } = part;
  if (op === 'not') return inside(args[0], !wanted);
  if (op === 'and' || op === 'or') {
    const all = args.map((arg) => inside(arg, wanted));
    const needsAll = (op === 'and') === wanted;
    return needsAll ? all.flat() : all.reduce((least, one) => (one.length < least.length ? one : least));
  }
  const isWrapper = op === undefined && part.fn === undefined && args[0]?.value?.type === 'bool';
  if (isWrapper) return inside(args[0], wanted);
  return [clauseOf(part, wanted, valueOf, barsBack)];
}

function clauseOf(part: ExpressionPart, wanted: boolean, valueOf: ValueOf, barsBack: number): BlockingClause {
  const value = valueOf(part, barsBack);
  const clause = { text: part.text, value: Number.isNaN(value) ? null : value === 1, wanted };
  if (part.op === undefined || part.args.length !== 2) return clause;
  const [left, right] = part.args.map((arg) => valueOf(arg, barsBack + part.lag));
  return {
    ...clause,
    left: finiteOrNull(left),
    right: finiteOrNull(right),
    distance: finiteOrNull(left - right),
  };
}
