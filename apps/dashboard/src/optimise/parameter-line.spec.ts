import { toLines } from './parameter-line.js';
import type { Trial } from './trial.js';

const trial = (fold: number, length: number, objective: number | null): Trial => ({
  ...{ index: 0, fold, params: { length }, objective },
  ...{ return_pct: null, sharpe_ratio: null, max_drawdown_pct: null, trades: null },
});

it('draws the values of a parameter from left to right, whatever the order in which they were tried', () => {
  expect(toLines([trial(0, 20, 2), trial(0, 10, 1), trial(0, 30, null)], 'length')).toEqual([
    [
      [10, 1],
      [20, 2],
    ],
  ]);
});

it('draws a line for each fold', () => {
  expect(toLines([trial(0, 10, 1), trial(1, 10, 3)], 'length')).toEqual([[[10, 1]], [[10, 3]]]);
});
