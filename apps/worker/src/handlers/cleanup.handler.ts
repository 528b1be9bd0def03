import type { AppConfig } from '#config';
import type { Handler, RunHistory, TaskStore } from '#jobs';

const DAY_MS = 86_400_000;

/** Removes finished tasks and their results after HISTORY_DAYS, and what is no longer active from the live index. */
export function createCleanupHandler(
  history: RunHistory,
  store: TaskStore,
  config: Pick<AppConfig, 'HISTORY_DAYS'>,
  now: () => number = Date.now,
): Handler<'cleanup'> {
  return async () => {
    const tasks = await history.removeFinishedBefore(now() - config.HISTORY_DAYS * DAY_MS);
    const index_entries = await store.prune();
    return { outcome: 'ok', summary: { removed: { tasks, index_entries } } };
  };
}
