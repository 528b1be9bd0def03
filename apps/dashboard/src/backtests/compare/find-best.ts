import type { Figure } from '../../display/format-number.js';

/** The indexes of the best figures; none where nothing is better or all are equal. */
export function findBest(
  figures: readonly Figure[],
  better: 'more' | 'less' | undefined,
): ReadonlySet<number> {
  const known = figures.filter((figure) => typeof figure === 'number');
  if (!better || new Set(known).size < 2) return new Set();
  const best = better === 'more' ? Math.max(...known) : Math.min(...known);
  return new Set(figures.flatMap((figure, index) => (figure === best ? [index] : [])));
}
