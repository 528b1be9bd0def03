import { composeHeatMaps } from './heat-maps.js';
import { judgeNeighbourhood, listNeighbours } from './neighbourhood.js';
import { findBest, OBJECTIVE_KEYS, objectiveSign } from './objective.js';

const axes = [
  { name: 'a', values: [1, 2, 3] },
  { name: 'b', values: [10, 20, 30] },
];
const cells = [0, 1, 2, 3, 4, 5, 6, 7, 8];

describe('an objective', () => {
  test('knows which way is better', () => {
    expect(objectiveSign('sharpe_ratio')).toBe(1);
    expect(objectiveSign('max_drawdown_pct')).toBe(1);
    expect(objectiveSign('volatility_ann_pct')).toBe(-1);
    expect(OBJECTIVE_KEYS).not.toContain('start');
    expect(findBest([NaN, 2, 3, 3], 1)).toBe(2);
    expect(findBest([NaN, 2, 3, 3], -1)).toBe(1);
    expect(findBest([NaN], 1)).toBe(-1);
  });
});

describe('the neighbourhood of the best', () => {
  test('has the corners with few parameters, and only the sides with many', () => {
    expect(listNeighbours(axes, 4).sort()).toEqual([0, 1, 2, 3, 5, 6, 7, 8]);
    expect(listNeighbours(axes, 0).sort()).toEqual([1, 3, 4]);
    const four = Array.from({ length: 4 }, (_, k) => ({ name: `p${k}`, values: [1, 2, 3] }));
    expect(listNeighbours(four, 40)).toHaveLength(8);
  });

  test('is a plateau where neighbours keep up', () => {
    const found = judgeNeighbourhood(axes, cells, [1, 1, 1, 1, 2, 1.9, 1, 1.8, 1.9], 4, 1);
    expect(found).toMatchObject({ count: 8, worst: 1, verdict: 'spike' });
    const flat = judgeNeighbourhood(axes, cells, [0, 1.9, 0, 1.8, 2, 1.9, 0, 1.8, 0], 4, 1);
    expect(flat.verdict).toBe('spike');
    const plateau = judgeNeighbourhood(axes, cells, [0, 0, 0, 0, 1.8, 1.9, 0, 1.9, 2], 8, 1);
    expect(plateau).toMatchObject({ count: 3, verdict: 'plateau' });
    expect(plateau.mean).toBeCloseTo((1.8 + 1.9 + 1.9) / 3, 12);
    expect(plateau.kept).toBeCloseTo((1.8 + 1.9 + 1.9) / 3 / 2, 12);
  });

  test('turns round where less is better', () => {
    const found = judgeNeighbourhood(axes, cells, [9, 9, 9, 9, 2, 1.5, 9, 1.5, 1], 8, -1);
    expect(found).toMatchObject({ worst: 2, verdict: 'plateau' });
  });

  test('is unknown without neighbours that were tried', () => {
    expect(judgeNeighbourhood(axes, [0, 8], [1, 2], 1, 1)).toMatchObject({ count: 0, verdict: 'unknown' });
  });
});

describe('a heat map', () => {
  test('has the best and the mean of what was tried in each field', () => {
    const three = [...axes, { name: 'c', values: [0, 1] }];
    const [map, ...others] = composeHeatMaps(three, [0, 1, 17], [5, 7, NaN], 1);
    expect(others).toHaveLength(2);
    expect([map.y.name, map.x.name]).toEqual(['a', 'b']);
    expect(map.best).toEqual([
      [7, null, null],
      [null, null, null],
      [null, null, null],
    ]);
    expect(map.mean[0][0]).toBe(6);
    expect(composeHeatMaps(axes, cells, cells, -1)[0].best[2]).toEqual([6, 7, 8]);
  });

  test('needs two parameters that vary', () => {
    expect(composeHeatMaps([axes[0], { name: 'b', values: [1] }], [0], [1], 1)).toEqual([]);
  });
});
