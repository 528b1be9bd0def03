import type { DatasetRepository } from '#database';
import type { Handler } from '#jobs';
import { planThinning } from '#market-data';

/** Makes old quotes and option chains sparser; what a run before has thinned stays as it is. */
export function createCompactionHandler(
  datasets: Pick<DatasetRepository, 'thin'>,
  now: () => number = Date.now,
): Handler<'compaction'> {
  return async ({ signal }) => {
    const removed: Record<string, number> = {};
    for (const step of planThinning(now())) {
      signal.throwIfAborted();
      removed[step.dataset] = (removed[step.dataset] ?? 0) + (await datasets.thin(step));
    }
    return { outcome: 'ok', summary: { removed } };
  };
}
