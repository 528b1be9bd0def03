/** Bytes that are kept for later at most. */
const MOST_BYTES = 128 * 2 ** 20;

/** Memory that nobody uses any more, for this thread alone. */
const spares: ArrayBuffer[] = [];
let kept = 0;

/**
 * Memory of at least so many bytes, in which anything may stand. Fresh pages cost more than the arithmetic that fills
 * them, so memory that was given back is used again, unless it is far too large.
 */
export function takeMemory(bytes: number): ArrayBuffer {
  const at = spares.findIndex(({ byteLength }) => byteLength >= bytes && byteLength <= 2 * bytes);
  if (at < 0) return new ArrayBuffer(bytes);
  const [memory] = spares.splice(at, 1);
  kept -= memory.byteLength;
  return memory;
}

/** Gives memory away for good: nobody may look at it afterwards. */
export function giveMemoryBack(memory: readonly ArrayBuffer[]): void {
  for (const buffer of memory) {
    if (kept + buffer.byteLength > MOST_BYTES) continue;
    kept += buffer.byteLength;
    spares.push(buffer);
  }
}
