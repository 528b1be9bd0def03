import { toSparkline } from './sparkline.js';

it('rises from the lowest to the highest column', () => {
  expect(toSparkline([1, 2, 3, 4, 5, 6, 7, 8], 8)).toBe('▁▂▃▄▅▆▇█');
});

it('takes the mean of the values that share a column', () => {
  expect(toSparkline([0, 0, 10, 10], 2)).toBe('▁█');
});

it('is flat for equal values and empty for none', () => {
  expect(toSparkline([5, 5, 5], 10)).toBe('▁▁▁');
  expect(toSparkline([], 10)).toBe('');
});
