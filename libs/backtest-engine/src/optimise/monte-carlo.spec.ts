import { bootstrapStationary, followPath, shuffleValues } from './monte-carlo.js';
import { createRandom } from './seeded-random.js';

const values = Float64Array.from({ length: 1_000 }, (_, k) => k);

describe('resampling', () => {
  test('shuffles keep every value, and a seed gives one order', () => {
    const shuffled = shuffleValues(values, createRandom(5));
    expect([...shuffled].sort((a, b) => a - b)).toEqual([...values]);
    expect(shuffleValues(values, createRandom(5))).toEqual(shuffled);
    expect(shuffled).not.toEqual(values);
  });

  test('every order of three is as likely as any other', () => {
    const random = createRandom(2);
    const seen = new Map<string, number>();
    for (let k = 0; k < 6_000; k += 1) {
      const order = shuffleValues(Float64Array.of(1, 2, 3), random).join();
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(6);
    for (const count of seen.values()) expect(Math.abs(count - 1_000)).toBeLessThan(120);
  });

  test('the stationary bootstrap takes blocks of the mean length that was asked for', () => {
    const sample = bootstrapStationary(values, 10, createRandom(8));
    let blocks = 1;
    for (let k = 1; k < sample.length; k += 1) if (sample[k] !== (sample[k - 1] + 1) % 1_000) blocks += 1;
    expect(blocks).toBeGreaterThan(75);
    expect(blocks).toBeLessThan(125);
  });
});

describe('a path of returns', () => {
  test('compounds and remembers its deepest fall', () => {
    const end = followPath(Float64Array.of(0.5, -0.5, 0.2));
    expect(end.growth).toBeCloseTo(1.5 * 0.5 * 1.2 - 1, 12);
    expect(end.maxDrawdown).toBeCloseTo(0.5, 12);
  });

  test('ends with nothing once all is lost', () => {
    expect(followPath(Float64Array.of(-1.2, 5))).toEqual({ growth: -1, maxDrawdown: 1 });
  });
});
