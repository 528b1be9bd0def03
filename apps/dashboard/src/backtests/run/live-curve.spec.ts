import { drawdowns, thin } from './live-curve.js';

const curve = (length: number) => ({
  time: Array.from({ length }, (_, index) => index),
  value: Array.from({ length }, (_, index) => index * 2),
});

it('keeps the newest point however much it leaves out', () => {
  for (const length of [1, 2, 9, 10, 11, 19, 20, 21, 1_000]) {
    const points = thin(curve(length), 10);
    expect(points.length).toBeLessThanOrEqual(10);
    expect(points.at(-1)).toEqual({ time: length - 1, value: (length - 1) * 2 });
  }
});

it('has no points of nothing', () => {
  expect(thin(curve(0), 10)).toEqual([]);
});

it('drops a time that does not rise', () => {
  expect(thin({ time: [1, 1, 2], value: [5, 6, 7] }, 10).map(({ time }) => time)).toEqual([1, 2]);
});

it('measures the fall from the highest so far', () => {
  const points = [100, 120, 90, 130].map((value, time) => ({ time, value }));
  expect(drawdowns(points).map(({ value }) => Math.round(value))).toEqual([0, 0, -25, 0]);
});
