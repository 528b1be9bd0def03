import type { BarRepository, DatasetRepository } from '#database';
import type { Handler } from '#jobs';
import { planThinning } from '#market-data';

/**
 * Makes old quotes and option chains sparser; what a run before has thinned stays as it is. Makes the tables of the coming
 * year's bars as well, while nothing waits for them.
 */
export function createCompactionHandler(
  datasets: Pick<DatasetRepository, 'thin'>,
  bars: Pick<BarRepository, 'ensureYears'>,
  now: () => number = Date.now,
): Handler<'compaction'> {
  return async ({ signal }) => {
    await bars.ensureYears(now());
    const removed: Record<string, number> = {};
    for (const step of planThinning(now())) {
      signal.throwIfAborted();
      removed[step.dataset] = (removed[step.dataset] ?? 0) + (await datasets.thin(step));
    }
    return { outcome: 'ok', summary: { removed } };
  };
}
