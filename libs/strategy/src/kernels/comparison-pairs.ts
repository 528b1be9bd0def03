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
