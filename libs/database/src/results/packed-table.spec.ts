import fc from 'fast-check';
import type { ColumnTable } from '#domain';
import { packTable, unpackTable } from './packed-table.js';

const tables = fc.integer({ min: 0, max: 50 }).chain((length) => {
  const size = { minLength: length, maxLength: length };
  return fc
    .record({
      price: fc.float64Array(size),
      bar: fc.int32Array(size),
      flag: fc.uint8Array(size),
      reason: fc.array(fc.string({ unit: 'grapheme' }), size),
    })
    .map((columns): ColumnTable => ({ length, columns }));
});

describe('packTable and unpackTable', () => {
  it('give back every table bit by bit', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (table) => {
        expect(await unpackTable(await packTable(table))).toEqual(table);
      }),
    );
  });

  it('take texts that are coded, and give them back written out', async () => {
    const reason = { length: 3, codes: Uint8Array.of(1, 0, 1), texts: ['stop', 'exit', 'never'] };
    const packed = await packTable({ length: 3, columns: { reason } });
    expect((await unpackTable(packed)).columns).toEqual({ reason: ['exit', 'stop', 'exit'] });
  });

  it('give others their turns while they work on a long table', async () => {
    const length = 200_000;
    const price = Float64Array.from({ length }, (_, row) => row / 7);
    const reason = Array.from({ length }, (_, row) => `r${row % 3}`);
    const table = { length, columns: { price, reason } };
    let turns = 0;
    let counting = setImmediate(function count() {
      turns += 1;
      counting = setImmediate(count);
    });
    const packed = await packTable(table);
    const turnsOfPacking = turns;
    expect(await unpackTable(packed)).toEqual(table);
    clearImmediate(counting);
    expect(turnsOfPacking).toBeGreaterThanOrEqual(9);
    expect(turns - turnsOfPacking).toBeGreaterThanOrEqual(6);
  });

  it('take a column that is a view into a larger buffer', async () => {
    const price = new Float64Array([1, 2, 3, 4]).subarray(1, 3);
    const table = await unpackTable(await packTable({ length: 2, columns: { price } }));
    expect([...(table.columns.price as Float64Array)]).toEqual([2, 3]);
  });

  it('refuse a column of another length', async () => {
    await expect(packTable({ length: 2, columns: { price: new Float64Array(3) } })).rejects.toThrow(
      RangeError,
    );
  });

  it('make an equity curve a good deal smaller', async () => {
    const length = 10_000;
    const time = Float64Array.from({ length }, (_, row) => 1.6e12 + row * 60_000);
    const equity = Float64Array.from({ length }, (_, row) => 100_000 + Math.sin(row / 50) * 1000);
    const packed = await packTable({ length, columns: { time, equity } });
    expect(packed.length).toBeLessThan((length * 16) / 2);
  });
});
