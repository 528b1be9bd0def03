import fc from 'fast-check';
import { compareRows } from './compare-rows.js';
import { eitherRows, joinRows, TrueRows, wordsOf } from './true-rows.js';

function toRows(flags: readonly boolean[]): TrueRows {
  const words = new Int32Array(wordsOf(flags.length));
  flags.forEach((flag, row) => (words[row >> 5] |= Number(flag) << row));
  return new TrueRows(words, flags.length);
}

function toFlags(rows: TrueRows): boolean[] {
  return Array.from({ length: rows.length }, (_, row) => rows.has(row));
}

const flags = fc.array(fc.boolean(), { maxLength: 150 });
const bars = fc.nat(70);

describe('rows that are true', () => {
  it('are found one after the other', () => {
    fc.assert(
      fc.property(flags, fc.nat(160), (given, from) => {
        const found = given.indexOf(true, from);
        expect(toRows(given).next(from)).toBe(found < 0 ? given.length : found);
      }),
    );
  });

  it('past the end are none', () => {
    expect(new TrueRows(Int32Array.of(-1), 3).next(3)).toBe(3);
    expect(new TrueRows(Int32Array.of(-8), 3).next(0)).toBe(3);
  });

  it('are joined by and and by or, each side some bars later', () => {
    const pairs = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 150 });
    fc.assert(
      fc.property(pairs, bars, bars, fc.boolean(), (given, leftBars, rightBars, isEither) => {
        const [left, right] = [0, 1].map((side) => given.map((pair) => pair[side]));
        const out = toRows(given.map(() => true));
        const later = (rows: boolean[], by: number) => ({ rows: toRows(rows), bars: by });
        joinRows(out, later(left, leftBars), later(right, rightBars), isEither);
        const at = (side: boolean[], row: number): boolean => row >= 0 && side[row];
        const expected = given.map((_, row) => {
          const [a, b] = [at(left, row - leftBars), at(right, row - rightBars)];
          return isEither ? a || b : a && b;
        });
        expect(toFlags(out)).toEqual(expected);
      }),
    );
  });

  it('of one that is never true are those of the other', () => {
    const rows = toRows([true, false]);
    expect(eitherRows(rows, undefined)).toBe(rows);
    expect(eitherRows(undefined, undefined)).toBeUndefined();
    expect(toFlags(eitherRows(rows, toRows([false, true])))).toEqual([true, true]);
  });

  it('of a comparison are never those at which a side is missing', () => {
    const value = fc.constantFrom(1, 2, NaN);
    const columns = fc.array(fc.tuple(value, value), { maxLength: 100 });
    fc.assert(
      fc.property(columns, fc.nat(40), fc.nat(40), fc.boolean(), (given, aShift, bShift, orEqual) => {
        const [a, b] = [0, 1].map((side) => Float64Array.from(given, (pair) => pair[side]));
        const from = Math.min(given.length, Math.max(aShift, bShift));
        const rows = new TrueRows(new Int32Array(wordsOf(given.length)), given.length);
        compareRows(rows.words, a, aShift, b, bShift, orEqual, from, given.length);
        const expected = given.map((_, row) => {
          const [left, right] = [a[row - aShift], b[row - bShift]];
          return row >= from && (orEqual ? left <= right : left < right);
        });
        expect(toFlags(rows)).toEqual(expected);
      }),
    );
  });
});
