import fc from 'fast-check';
import { BLOCKS, countByBlock, sumByBlock } from './block-sums.js';
import { computeOverfitting, type BlockSums } from './backtest-overfitting.js';
import { createRandom } from './seeded-random.js';

function blockSums(returns: readonly Float64Array[]): BlockSums {
  const sums = new Float64Array(returns.length * BLOCKS);
  const squares = new Float64Array(returns.length * BLOCKS);
  returns.forEach((column, trial) => {
    const [from, to] = [trial * BLOCKS, (trial + 1) * BLOCKS];
    sumByBlock(column, column.length, sums.subarray(from, to), squares.subarray(from, to));
  });
  return { trials: returns.length, counts: countByBlock(returns[0].length), sums, squares };
}

/** Sum of twelve uniform numbers, less their mean. */
function noise(length: number, random: () => number, drift = 0): Float64Array {
  return Float64Array.from({ length }, () => {
    let sum = -6;
    for (let k = 0; k < 12; k += 1) sum += random();
    return drift + sum / 100;
  });
}

/** The definition, written as it reads: all subsets of half of the blocks, the returns gathered, the ranks sorted. */
function bruteForce(returns: readonly Float64Array[]): number {
  const length = returns[0].length;
  const sharpe = (values: number[]): number => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return mean / Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  };
  let [all, overfitted] = [0, 0];
  for (let mask = 0; mask < 1 << BLOCKS; mask += 1) {
    const blocks = Array.from({ length: BLOCKS }, (_, block) => (mask >> block) & 1);
    if (blocks.reduce((sum, bit) => sum + bit, 0) !== BLOCKS / 2) continue;
    const gather = (column: Float64Array, bit: number): number[] => [
      ...column.filter((_, k) => blocks[Math.floor((k * BLOCKS) / length)] === bit),
    ];
    const inside = returns.map((column) => sharpe(gather(column, 1)));
    const outside = returns.map((column) => sharpe(gather(column, 0)));
    const chosen = outside[inside.indexOf(Math.max(...inside))];
    const rank = outside.filter((value) => value <= chosen).length;
    const omega = rank / (returns.length + 1);
    all += 1;
    if (Math.log(omega / (1 - omega)) <= 0) overfitted += 1;
  }
  return overfitted / all;
}

/** Sharpe ratios in any half, its blocks as a mask; whole returns, so that sums are exact. */
function scoreIn(returns: readonly (readonly number[])[], mask: number): number[] {
  return returns.map((blocks) => {
    const chosen = blocks.filter((_, block) => (mask >> block) & 1);
    const sum = chosen.reduce((total, one) => total + one, 0);
    const square = chosen.reduce((total, one) => total + one * one, 0);
    return square * chosen.length > sum * sum ? (sum * Math.abs(sum)) / square : 0;
  });
}

/** Half by half, the ranks by sorting; a return per block. */
function judgePlainly(returns: readonly (readonly number[])[]): [probability: number, lost: number] {
  const blocks = returns[0].length;
  const all = 2 ** blocks - 1;
  const halves = Array.from({ length: all }, (_, mask) => mask).filter(
    (mask) => returns[0].filter((_, block) => (mask >> block) & 1).length === blocks / 2,
  );
  const chosen = halves.map((half) => {
    const inside = scoreIn(returns, half);
    const outside = scoreIn(returns, all - half);
    const score = outside[inside.indexOf(Math.max(...inside))];
    const sorted = outside.toSorted((a, b) => a - b);
    const rank = (sorted.indexOf(score) + sorted.lastIndexOf(score)) / 2 + 1;
    return { isOverfitted: rank / (returns.length + 1) <= 0.5, isLost: score < 0 };
  });
  const share = (count: number): number => count / halves.length;
  return [
    share(chosen.filter(({ isOverfitted }) => isOverfitted).length),
    share(chosen.filter(({ isLost }) => isLost).length),
  ];
}

describe('the probability of backtest overfitting', () => {
  test('is that of the definition, gone through set by set', () => {
    const random = createRandom(1);
    const returns = Array.from({ length: 4 }, () => noise(16, random));
    const found = computeOverfitting(blockSums(returns))!;
    expect(found.combinations).toBe(12_870);
    expect(found.probability).toBe(bruteForce(returns));
  });

  test('is that of every half judged alone, with trials that are equal or stand still among them', () => {
    const trial = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(trial, { minLength: 2, maxLength: 9 }), (returns) => {
        const sums = Float64Array.from(returns.flat());
        const squares = sums.map((one) => one * one);
        const counts = new Float64Array(6).fill(1);
        const found = computeOverfitting({ trials: returns.length, counts, sums, squares })!;
        expect(found.combinations).toBe(20);
        expect([found.probability, found.lossProbability]).toEqual(judgePlainly(returns));
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  test('is about one half among strategies without merit, and none where one stands out', () => {
    const random = createRandom(7);
    const meritless = Array.from({ length: 40 }, () => noise(640, random));
    const mean = Array.from({ length: 5 }, () => {
      const returns = Array.from({ length: 20 }, () => noise(320, random));
      return computeOverfitting(blockSums(returns))!.probability;
    }).reduce((sum, value) => sum + value / 5, 0);
    expect(mean).toBeGreaterThan(0.25);
    expect(mean).toBeLessThan(0.75);
    const planted = computeOverfitting(blockSums([...meritless, noise(640, random, 0.01)]))!;
    expect(planted.probability).toBe(0);
    expect(planted.lossProbability).toBe(0);
  });

  test('is not defined for a single trial, and ranks trials that never move in the middle', () => {
    expect(computeOverfitting(blockSums([new Float64Array(64)]))).toBeUndefined();
    expect(computeOverfitting(blockSums([new Float64Array(64), new Float64Array(64)]))!.probability).toBe(1);
  });

  test('takes fewer blocks where there are many trials, over the same returns', () => {
    const random = createRandom(3);
    const many = blockSums(Array.from({ length: 2_000 }, () => noise(64, random)));
    const join = (values: Float64Array): Float64Array =>
      Float64Array.from({ length: values.length / 2 }, (_, k) => values[2 * k] + values[2 * k + 1]);
    const { trials, counts, sums, squares } = many;
    const joined = { trials, counts: join(counts), sums: join(sums), squares: join(squares) };
    const found = computeOverfitting(many)!;
    expect(found.combinations).toBe(70);
    expect(found).toEqual(computeOverfitting(joined));
  });

  test('counts returns after a ruin as none', () => {
    const [sums, squares] = [new Float64Array(BLOCKS), new Float64Array(BLOCKS)];
    sumByBlock(Float64Array.of(1, 2, 3), 32, sums, squares);
    expect([...sums.slice(0, 3)]).toEqual([3, 3, 0]);
    expect([...squares.slice(0, 3)]).toEqual([5, 9, 0]);
  });
});
