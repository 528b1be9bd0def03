import { groupBy } from '#domain';
import type { Freshness } from './freshness.js';

/** Of each dataset at most so many that are late: those with nothing at all, then the oldest. */
export function listOldestLate(found: readonly Freshness[], limit: number): Freshness[] {
  const late = groupBy(
    found.filter(({ isFresh }) => !isFresh),
    ({ dataset }) => dataset,
  );
  const timeOf = ({ newest }: Freshness) => newest ?? -Infinity;
  return [...late.values()].flatMap((rows) =>
    [...rows].sort((one, other) => timeOf(one) - timeOf(other) || 0).slice(0, limit),
  );
}
