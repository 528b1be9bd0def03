import fc from 'fast-check';
import { drawCells, listCells } from './choose-trials.js';
import { createRandom, pickBelow } from './seeded-random.js';
import { compileTrialCondition } from './trial-condition.js';
import {
  cellAt,
  countAxisValues,
  countCells,
  listAxisValues,
  locateCell,
  paramsOfCell,
} from './trial-space.js';

const axes = [
  { name: 'fast', values: [5, 10, 15] },
  { name: 'slow', values: [10, 20] },
];
const always = (): boolean => true;

describe('the space of parameters', () => {
  test('reads ranges up to their end, without the dust of binary fractions', () => {
    expect(listAxisValues({ min: 0.1, max: 0.5, step: 0.1 })).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(listAxisValues({ min: 5, max: 24, step: 5 })).toEqual([5, 10, 15, 20]);
    expect(listAxisValues([3, 1])).toEqual([3, 1]);
    expect(countAxisValues({ min: 1, max: 1, step: 1 })).toBe(1);
  });

  test('counts cells with the last parameter running fastest', () => {
    expect(countCells(axes)).toBe(6);
    expect(listCells(axes, always).map((cell) => paramsOfCell(axes, cell))).toEqual([
      { fast: 5, slow: 10 },
      { fast: 5, slow: 20 },
      { fast: 10, slow: 10 },
      { fast: 10, slow: 20 },
      { fast: 15, slow: 10 },
      { fast: 15, slow: 20 },
    ]);
  });

  test('finds every cell at its own place', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 5 });
    fc.assert(
      fc.property(lengths, fc.nat(), (sizes, any) => {
        const space = sizes.map((length, k) => ({
          name: `p${k}`,
          values: Array.from({ length }, (_, v) => v),
        }));
        const cell = any % countCells(space);
        expect(cellAt(space, locateCell(space, cell))).toBe(cell);
      }),
    );
  });
});

describe('drawn trials', () => {
  const wide = Array.from({ length: 5 }, (_, k) => ({
    name: `p${k}`,
    values: listAxisValues({ min: 1, max: 50, step: 1 }),
  }));
  const isMet = ({ fast, slow }: Readonly<Record<string, number>>): boolean => fast < slow;

  test('are none twice, all allowed, and the same for a seed', () => {
    const first = drawCells(axes, isMet, 3, createRandom(4));
    expect(new Set(first).size).toBe(3);
    expect(first.every((cell) => isMet(paramsOfCell(axes, cell)))).toBe(true);
    expect(drawCells(axes, isMet, 3, createRandom(4))).toEqual(first);
    expect(drawCells(axes, isMet, 99, createRandom(4))).toEqual(listCells(axes, isMet));
  });

  test('come from spaces too large to list as well', () => {
    const drawn = drawCells(wide, always, 500, createRandom(1));
    expect(new Set(drawn).size).toBe(500);
    expect(Math.max(...drawn)).toBeLessThan(50 ** 5);
    expect(drawCells(wide, () => false, 2, createRandom(1))).toEqual([]);
  });

  test('are each as likely as any other', () => {
    const seen = new Map<number, number>();
    const random = createRandom(99);
    for (let k = 0; k < 3_000; k += 1)
      for (const cell of drawCells(axes, always, 2, random)) seen.set(cell, (seen.get(cell) ?? 0) + 1);
    for (const count of seen.values()) expect(Math.abs(count - 1_000)).toBeLessThan(120);
    expect(pickBelow(2 ** 40, () => 0.999999)).toBeLessThan(2 ** 40);
  });
});

describe('a condition on parameters', () => {
  const sample = { fast: 5, slow: 10 };
  const isMet = (text: string, params: Record<string, number>): boolean => {
    const condition = compileTrialCondition(text, sample);
    if (!condition.ok) throw new Error(JSON.stringify(condition.faults));
    return condition.isMet(params);
  };

  test.each([
    ['fast < slow', { fast: 5, slow: 10 }, true],
    ['fast < slow', { fast: 10, slow: 10 }, false],
    ['fast * 2 <= slow and not (fast == 7)', { fast: 7, slow: 20 }, false],
    ['max(fast, slow, 30) == 30', { fast: 7, slow: 20 }, true],
    ['-fast + 50% * slow > 0', { fast: 4, slow: 10 }, true],
    ['if(fast > 5, slow > 20, slow > 10)', { fast: 5, slow: 11 }, true],
    ['slow / (fast - fast) > 0', { fast: 5, slow: 11 }, false],
  ])('%s of %p is %p', (text, params, expected) => {
    expect(isMet(text, params)).toBe(expected);
  });

  test.each([
    ['fast <', 'E_PARSE'],
    ['quick < slow', 'E_UNKNOWN_NAME'],
    ['fast + slow', 'E_TYPE'],
    ['close > fast', 'E_CONST_REQUIRED'],
  ])('%s is refused with %s', (text, code) => {
    expect(compileTrialCondition(text, sample)).toMatchObject({ ok: false, faults: [{ path: '', code }] });
  });
});
