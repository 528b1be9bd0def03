import { smooth } from './heat-map.js';

it('leaves a plateau as it is', () => {
  const flat = [
    [1, 1, 1],
    [1, 1, 1],
  ];
  expect(smooth(flat)).toEqual(flat);
});

it('lets a spike sink to the mean of what lies around it', () => {
  const rows = smooth([
    [0, 0, 0],
    [0, 9, 0],
    [0, 0, 0],
  ]);
  expect(rows[1][1]).toBe(1);
  expect(rows[0][0]).toBe(9 / 4);
});

it('neither fills what was not tried nor counts it', () => {
  expect(smooth([[null, 4, 2]])).toEqual([[null, 3, 3]]);
});
