import type { AppConfig } from '#config';
import type { AuditRepository, RunCheckpointRepository, SlotRepository } from '#database';
import type { Handler, RunHistory, TaskStore } from '#jobs';

const DAY_MS = 86_400_000;

/**
 * Removes finished tasks with their results, skipped slots and entries of the audit log after HISTORY_DAYS; checkpoints of
 * what has ended; from the live index what is no longer active.
 */
export function createCleanupHandler(
  history: RunHistory,
  store: TaskStore,
  slots: Pick<SlotRepository, 'removeSkippedBefore'>,
  checkpoints: Pick<RunCheckpointRepository, 'removeFinished'>,
  audit: Pick<AuditRepository, 'removeBefore'>,
  config: Pick<AppConfig, 'HISTORY_DAYS'>,
  now: () => number = Date.now,
): Handler<'cleanup'> {
  return async () => {
    const oldest = now() - config.HISTORY_DAYS * DAY_MS;
    const tasks = await history.removeFinishedBefore(oldest);
    const skipped_slots = await slots.removeSkippedBefore(oldest);
    const audit_entries = await audit.removeBefore(oldest);
    const pieces = await checkpoints.removeFinished();
    const index_entries = await store.prune();
    return {
      outcome: 'ok',
      summary: { removed: { tasks, skipped_slots, audit_entries, checkpoints: pieces, index_entries } },
    };
  };
}
