/**
 * Operators and functions of one bar. `scalar` gives one value, `block` fills `length` of them. NaN is missing;
 * conditions are 1, 0 or missing, with Kleene's three-valued logic: `false and missing` is false,
 * `true or missing` is true, any comparison with a missing value is missing. Division by zero is missing.
 */
export interface PointOperator {
  readonly scalar: (a: number, b: number, c: number) => number;
  readonly block: BlockKernel;
}

export type BlockKernel = (
  out: Float64Array,
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  length: number,
) => void;

/** The loop of operators that are not worth one of their own. */
function everyBar(scalar: PointOperator['scalar']): PointOperator {
  return {
    scalar,
    block(out, a, b, c, length) {
      for (let i = 0; i < length; i += 1) out[i] = scalar(a[i], b[i], c[i]);
    },
  };
}

/** An operator with a loop of its own, which the compiler can keep free of calls. */
function ownLoop(scalar: PointOperator['scalar'], block: BlockKernel): PointOperator {
  return { scalar, block };
}

export const POINT_OPERATORS: ReadonlyMap<string, PointOperator> = new Map<string, PointOperator>([
  [
    '+',
    ownLoop(
      (a, b) => a + b,
      (out, a, b, _c, length) => {
        for (let i = 0; i < length; i += 1) out[i] = a[i] + b[i];
      },
    ),
  ],
  [
    '-',
    ownLoop(
      (a, b) => a - b,
      (out, a, b, _c, length) => {
        for (let i = 0; i < length; i += 1) out[i] = a[i] - b[i];
      },
    ),
  ],
  [
    '*',
    ownLoop(
      (a, b) => a * b,
      (out, a, b, _c, length) => {
        for (let i = 0; i < length; i += 1) out[i] = a[i] * b[i];
      },
    ),
  ],
  [
    '/',
    ownLoop(
      (a, b) => (b === 0 ? NaN : a / b),
      (out, a, b, _c, length) => {
        for (let i = 0; i < length; i += 1) out[i] = b[i] === 0 ? NaN : a[i] / b[i];
      },
    ),
  ],
  [
    '<',
    ownLoop(
      (a, b) => (a < b ? 1 : a >= b ? 0 : NaN),
      (out, a, b, _c, length) => {
        for (let i = 0; i < length; i += 1) out[i] = a[i] < b[i] ? 1 : a[i] >= b[i] ? 0 : NaN;
      },
    ),
  ],
  [
    '<=',
    ownLoop(
      (a, b) => (a <= b ? 1 : a > b ? 0 : NaN),
      (out, a, b, _c, length) => {
        for (let i = 0; i < length; i += 1) out[i] = a[i] <= b[i] ? 1 : a[i] > b[i] ? 0 : NaN;
      },
    ),
  ],
  [
    '>',
    ownLoop(
      (a, b) => (a > b ? 1 : a <= b ? 0 : NaN),
      (out, a, b, _c, length) => {
        for (let i = 0; i < length; i += 1) out[i] = a[i] > b[i] ? 1 : a[i] <= b[i] ? 0 : NaN;
      },
    ),
  ],
  [
    '>=',
    ownLoop(
      (a, b) => (a >= b ? 1 : a < b ? 0 : NaN),
      (out, a, b, _c, length) => {
        for (let i = 0; i < length; i += 1) out[i] = a[i] >= b[i] ? 1 : a[i] < b[i] ? 0 : NaN;
      },
    ),
  ],
  [
    'and',
    ownLoop(
      (a, b) => (a === 0 || b === 0 ? 0 : a * b),
      (out, a, b, _c, length) => {
        for (let i = 0; i < length; i += 1) out[i] = a[i] === 0 || b[i] === 0 ? 0 : a[i] * b[i];
      },
    ),
  ],
  [
    'or',
    ownLoop(
      (a, b) => (a === 1 || b === 1 ? 1 : a + b),
      (out, a, b, _c, length) => {
        for (let i = 0; i < length; i += 1) out[i] = a[i] === 1 || b[i] === 1 ? 1 : a[i] + b[i];
      },
    ),
  ],
  ['==', everyBar((a, b) => (a === b ? 1 : a < b || a > b ? 0 : NaN))],
  ['!=', everyBar((a, b) => (a === b ? 0 : a < b || a > b ? 1 : NaN))],
  ['not', everyBar((a) => 1 - a)],
  ['neg', everyBar((a) => -a)],
  ['abs', everyBar((a) => Math.abs(a))],
  ['min', everyBar((a, b) => (a <= b ? a : b < a ? b : NaN))],
  ['max', everyBar((a, b) => (a >= b ? a : b > a ? b : NaN))],
  ['log', everyBar((a) => (a > 0 ? Math.log(a) : NaN))],
  ['sqrt', everyBar((a) => Math.sqrt(a))],
  ['sign', everyBar((a) => Math.sign(a))],
  ['nz', everyBar((a, b) => (Number.isNaN(a) ? b : a))],
  ['if', everyBar((a, b, c) => (a === 1 ? b : a === 0 ? c : NaN))],
]);
