import { COMPARISON_PAIRS, mirroredPairs } from '../kernels/comparison-pairs.js';
import { POINT_OPERATORS } from '../kernels/point-operators.js';

const VALUES = [1, 2, NaN];

/** Every way to choose four of the values. */
const CHOICES = VALUES.flatMap((a) =>
  VALUES.flatMap((b) => VALUES.flatMap((c) => VALUES.map((d) => [a, b, c, d] as const))),
);
const COLUMNS = [0, 1, 2, 3].map((at) => Float64Array.from(CHOICES, (choice) => choice[at]));

/** The pair as its comparisons by themselves, joined by `and`. */
function plainly(key: string, [a, b, c, d]: readonly Float64Array[]): number[] {
  const [left, right] = key.split(' ').map((op) => POINT_OPERATORS.get(op)!.scalar);
  const both = POINT_OPERATORS.get('and')!.scalar;
  return CHOICES.map((_, k) => both(left(a[k], b[k], NaN), right(c[k], d[k], NaN), NaN));
}

describe('two comparisons in one loop', () => {
  it.each([...COMPARISON_PAIRS])('%s: as each by itself, joined by and', (key, kernel) => {
    const out = new Float64Array(CHOICES.length);
    const [a, b, c, d] = COLUMNS;
    kernel(out, a, b, c, d, CHOICES.length);
    expect(Array.from(out)).toEqual(plainly(key, COLUMNS));
  });

  it.each(['< <', '<= <'])('%s: the same with its mirror', (key) => {
    const [out, mirror] = [new Float64Array(CHOICES.length), new Float64Array(CHOICES.length)];
    mirroredPairs(out, mirror, COLUMNS, CHOICES.length, key.startsWith('<='));
    const [a, b, c, d] = COLUMNS;
    expect(Array.from(out)).toEqual(plainly(key, COLUMNS));
    expect(Array.from(mirror)).toEqual(plainly(key, [b, a, d, c]));
  });
});
