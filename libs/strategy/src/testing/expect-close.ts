/** Expects equal values up to a relative error, and the same ones missing. */
export function expectClose(found: ArrayLike<number>, wanted: ArrayLike<number>, tolerance = 1e-11): void {
  const wrong = Array.from(wanted).flatMap((value, row) => {
    const same = Number.isNaN(value)
      ? Number.isNaN(found[row])
      : Math.abs(found[row] - value) <= tolerance * Math.max(1, Math.abs(value));
    return same ? [] : [`row ${row}: ${found[row]} instead of ${value}`];
  });
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(found.length).toBe(wanted.length);
}
