import { eitherRows, type BoundCondition, type TrueRows } from '#strategy';

/** The first row from the given one on at which a rule may call for a decision. */
export type Interest = (row: number) => number;

/** Of up to three rules; Infinity where none ever does. A rule that reads the position must be asked at each bar. */
export function interestOf(...rules: readonly (BoundCondition | undefined)[]): Interest {
  if (rules.some((rule) => rule?.kind === 'program')) return (row) => row;
  const asked = rules.flatMap((rule) => (rule?.kind === 'rows' ? [rule.rows] : []));
  let all: TrueRows | undefined;
  // Joined when first asked for: plain runs do without.
  return (row) => {
    if (asked.length === 0) return Infinity;
    all ??= asked.reduce((left, right) => eitherRows(left, right));
    return all.next(row);
  };
}
