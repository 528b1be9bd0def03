/**
 * Rows that a loop works on in one call. A function that is called now and then is compiled for good; one long loop
 * is compiled while it runs, and given up at its end.
 */
const SLICE = 8192;

/** Calls `work` for the rows from `from` on up to `to` (exclusive), some at a time and in order. */
export function inSlices(from: number, to: number, work: (first: number, end: number) => void): void {
  for (let first = from; first < to; first += SLICE) work(first, Math.min(first + SLICE, to));
}
