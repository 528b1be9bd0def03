/** Null for what is not defined, as the wire and the store say it. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
