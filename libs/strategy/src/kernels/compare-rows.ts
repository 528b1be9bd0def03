/**
 * Sets the bits of the rows `from` to `to` at which a < b, with `orEqual` also where they are equal; never where one is
 * missing. A column's value for a row is `shift` places before it. `Number` keeps the loops free of branches.
 */
export function compareRows(
  words: Int32Array,
  a: Float64Array,
  aShift: number,
  b: Float64Array,
  bShift: number,
  orEqual: boolean,
  from: number,
  to: number,
): void {
  for (let row = from; row < to;) {
    const end = (row | 31) < to ? (row | 31) + 1 : to;
    let word = 0;
    if (orEqual) for (; row < end; row += 1) word |= Number(a[row - aShift] <= b[row - bShift]) << row;
    else for (; row < end; row += 1) word |= Number(a[row - aShift] < b[row - bShift]) << row;
    words[(end - 1) >> 5] = word;
  }
}

/** The same, and in `mirror` the rows at which b < a: what a crossing up and one down are made of. */
export function compareBothRows(
  words: Int32Array,
  mirror: Int32Array,
  a: Float64Array,
  aShift: number,
  b: Float64Array,
  bShift: number,
  orEqual: boolean,
  from: number,
  to: number,
): void {
  for (let row = from; row < to;) {
    const end = (row | 31) < to ? (row | 31) + 1 : to;
    let word = 0;
    let mirrored = 0;
    for (; row < end; row += 1) {
      const left = a[row - aShift];
      const right = b[row - bShift];
      word |= Number(orEqual ? left <= right : left < right) << row;
      mirrored |= Number(right < left) << row;
    }
    words[(end - 1) >> 5] = word;
    mirror[(end - 1) >> 5] = mirrored;
  }
}
