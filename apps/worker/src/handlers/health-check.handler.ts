import type { Handler, RunHistory, TaskStore } from '#jobs';

async function timed(call: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await call();
  return Math.round((performance.now() - startedAt) * 1_000) / 1_000;
}

/** Having come this far the queue works; asks both stores for this very task. Milliseconds each. */
export function createHealthCheckHandler(history: RunHistory, store: TaskStore): Handler<'health_check'> {
  return async ({ taskId }) => {
    const database_ms = await timed(() => history.find(taskId));
    const redis_ms = await timed(() => store.find(taskId));
    return { outcome: 'ok', summary: { database_ms, redis_ms } };
  };
}
