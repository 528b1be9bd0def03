/** A wider copy of a column; new rows are filled with a value. */
export function widenFloats(column: Float64Array, capacity: number, filler = 0): Float64Array {
  const wider = new Float64Array(capacity);
  wider.set(column);
  if (filler !== 0) wider.fill(filler, column.length);
  return wider;
}

/** The same for Int32. */
export function widenInts(column: Int32Array, capacity: number, filler = 0): Int32Array {
  const wider = new Int32Array(capacity);
  wider.set(column);
  if (filler !== 0) wider.fill(filler, column.length);
  return wider;
}
