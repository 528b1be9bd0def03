import fc from 'fast-check';
import { pickExtremes } from './pick-extremes.js';

describe('pickExtremes', () => {
  it('keeps a short curve whole', () => {
    expect(pickExtremes(Float64Array.of(3, 1, 2), 4)).toEqual([0, 1, 2]);
  });

  it('keeps ends, highest and lowest of any curve, in order, within the limit', () => {
    const curves = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
      minLength: 1,
      maxLength: 600,
    });
    fc.assert(
      fc.property(curves, fc.integer({ min: 4, max: 100 }), (curve, limit) => {
        const values = Float64Array.from(curve);
        const rows = pickExtremes(values, limit);
        const kept = rows.map((row) => values[row]);
        expect(rows.length).toBeLessThanOrEqual(limit);
        expect(rows[0]).toBe(0);
        expect(rows.at(-1)).toBe(values.length - 1);
        expect(rows.every((row, index) => index === 0 || row > rows[index - 1])).toBe(true);
        expect(Math.max(...kept)).toBe(Math.max(...curve));
        expect(Math.min(...kept)).toBe(Math.min(...curve));
      }),
    );
  });
});
