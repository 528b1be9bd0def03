import { findBest } from './find-best.js';

it.each([
  [[1, 3, 3], 'more', [1, 2]],
  [[1, 3, null], 'less', [0]],
  [[-20, -5], 'more', [1]],
  [[2, 2], 'more', []],
  [[null, 2], 'more', []],
  [[1, 2], undefined, []],
] as const)('of %j, where %s is better, marks %j', (figures, better, best) => {
  expect([...findBest(figures, better)]).toEqual(best);
});
