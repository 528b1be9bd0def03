/** Fills `length` values from the columns of two comparisons. */
export type PairKernel = (
  out: Float64Array,
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  d: Float64Array,
  length: number,
) => void;

/**
 * Two comparisons that must both hold, in one loop: most crossings are that. As `and` has it, the result is 0 where
 * either is false, else missing where either is. The key is that of both operators.
 */
export const COMPARISON_PAIRS: ReadonlyMap<string, PairKernel> = new Map<string, PairKernel>([
  [
    '< <',
    (out, a, b, c, d, length) => {
      for (let i = 0; i < length; i += 1)
        out[i] = a[i] >= b[i] || c[i] >= d[i] ? 0 : a[i] < b[i] && c[i] < d[i] ? 1 : NaN;
    },
  ],
  [
    '< <=',
    (out, a, b, c, d, length) => {
      for (let i = 0; i < length; i += 1)
        out[i] = a[i] >= b[i] || c[i] > d[i] ? 0 : a[i] < b[i] && c[i] <= d[i] ? 1 : NaN;
    },
  ],
  [
    '<= <',
    (out, a, b, c, d, length) => {
      for (let i = 0; i < length; i += 1)
        out[i] = a[i] > b[i] || c[i] >= d[i] ? 0 : a[i] <= b[i] && c[i] < d[i] ? 1 : NaN;
    },
  ],
  [
    '<= <=',
    (out, a, b, c, d, length) => {
      for (let i = 0; i < length; i += 1)
        out[i] = a[i] > b[i] || c[i] > d[i] ? 0 : a[i] <= b[i] && c[i] <= d[i] ? 1 : NaN;
    },
  ],
]);

/**
 * A pair `a < b and c < d` and its mirror `b < a and d < c` in one loop: the crossings of two columns up and down. With
 * `touches` the first comparison of both is `<=`.
 */
export function mirroredPairs(
  out: Float64Array,
  mirror: Float64Array,
  [a, b, c, d]: readonly Float64Array[],
  length: number,
  touches: boolean,
): void {
  out.fill(0, 0, length);
  mirror.fill(0, 0, length);
  for (let i = 0; i < length; i += 1) {
    const x = a[i];
    const y = b[i];
    if (x < y) {
      if (c[i] < d[i]) out[i] = 1;
      else if (!(c[i] >= d[i])) out[i] = NaN;
    } else if (y < x) {
      if (d[i] < c[i]) mirror[i] = 1;
      else if (!(d[i] >= c[i])) mirror[i] = NaN;
    } else if (x !== y || touches) {
      // Equal or missing, and so for both.
      const isEqual = x === y;
      if (isEqual && c[i] < d[i]) out[i] = 1;
      else if (!(c[i] >= d[i])) out[i] = NaN;
      if (isEqual && d[i] < c[i]) mirror[i] = 1;
      else if (!(d[i] >= c[i])) mirror[i] = NaN;
    }
  }
}
