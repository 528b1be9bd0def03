import { withoutNoise } from './read-columns.js';

/** By how much of what was expected a report was better, as a fraction; null where either is unknown. */
export function computeSurprise(actual: number | null, expected: number | null): number | null {
  if (actual === null || expected === null || expected === 0) return null;
  return withoutNoise((actual - expected) / Math.abs(expected));
}
