import type { BoundExpression } from '#strategy';

/** Up to three boolean columns of which any one may call for a decision. */
export type InterestColumns = readonly [] | readonly [Float64Array, Float64Array, Float64Array];

/** The columns of rules; undefined when one of them is no column and must be asked at each bar. */
export function interestColumns(
  rules: readonly (BoundExpression | undefined)[],
): InterestColumns | undefined {
  const columns: Float64Array[] = [];
  for (const rule of rules) {
    if (rule === undefined) continue;
    if (rule.kind !== 'column') return undefined;
    columns.push(rule.values);
  }
  const [first, second = first, third = first] = columns;
  return columns.length === 0 ? [] : [first, second, third];
}

/** The first row from `row` on at which a column is true; past the end when none is. */
export function findFirstTrue(columns: InterestColumns, row: number): number {
  if (columns.length === 0) return Infinity;
  const [first, second, third] = columns;
  const end = first.length;
  let at = row;
  while (at < end && first[at] !== 1 && second[at] !== 1 && third[at] !== 1) at += 1;
  return at;
}
