import { COMPARISON_PAIRS } from '../kernels/comparison-pairs.js';
import { POINT_OPERATORS } from '../kernels/point-operators.js';

const VALUES = [1, 2, NaN];

/** Every way to choose four of the values. */
const CHOICES = VALUES.flatMap((a) =>
  VALUES.flatMap((b) => VALUES.flatMap((c) => VALUES.map((d) => [a, b, c, d] as const))),
);

describe('two comparisons in one loop', () => {
  it.each([...COMPARISON_PAIRS])('%s: as each by itself, joined by and', (key, kernel) => {
    const [left, right] = key.split(' ').map((op) => POINT_OPERATORS.get(op)!.scalar);
    const both = POINT_OPERATORS.get('and')!.scalar;
    const out = new Float64Array(CHOICES.length);
    const [a, b, c, d] = [0, 1, 2, 3].map((at) => Float64Array.from(CHOICES, (choice) => choice[at]));
    kernel(out, a, b, c, d, CHOICES.length);
    const expected = CHOICES.map(([p, q, r, s]) => both(left(p, q, NaN), right(r, s, NaN), NaN));
    expect(Array.from(out)).toEqual(expected);
  });
});
