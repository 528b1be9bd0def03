import { takeMemory } from '#domain';

/** A wider copy of a column; anything may stand in its new rows. Its memory is added to the list. */
export function widenFloats(column: Float64Array, capacity: number, memory: ArrayBuffer[]): Float64Array {
  const buffer = takeMemory(capacity * 8);
  memory.push(buffer);
  const wider = new Float64Array(buffer, 0, capacity);
  wider.set(column);
  return wider;
}

/** The same with the new rows missing. */
export function widenPrices(column: Float64Array, capacity: number, memory: ArrayBuffer[]): Float64Array {
  return widenFloats(column, capacity, memory).fill(NaN, column.length);
}

/** The same for Int32. */
export function widenInts(column: Int32Array, capacity: number, memory: ArrayBuffer[]): Int32Array {
  const buffer = takeMemory(capacity * 4);
  memory.push(buffer);
  const wider = new Int32Array(buffer, 0, capacity);
  wider.set(column);
  return wider;
}

/** The same for bytes. */
export function widenBytes(column: Uint8Array, capacity: number, memory: ArrayBuffer[]): Uint8Array {
  const buffer = takeMemory(capacity);
  memory.push(buffer);
  const wider = new Uint8Array(buffer, 0, capacity);
  wider.set(column);
  return wider;
}
