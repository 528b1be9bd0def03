import type { RunHistory } from '#jobs';
import { TaskLookup } from '../tasks/task-lookup.js';
import { MemoryTaskStore } from '../testing/memory-task-store.js';
import type { EndReason } from './task-listener.js';
import { TaskWatch } from './task-watch.service.js';

const ID = 't1';

async function createWatch(): Promise<TaskWatch> {
  const store = new MemoryTaskStore();
  const place = { id: ID, job: 'backtest_run', queue: 'backtest', slot: null } as const;
  await store.create({ ...place, payload: {}, submitter: 'test', createdAt: 0 });
  const history = { find: () => Promise.resolve(undefined) } as unknown as RunHistory;
  return new TaskWatch(store, new TaskLookup(store, history));
}

async function follow(watch: TaskWatch): Promise<EndReason[]> {
  const endings: EndReason[] = [];
  await watch.follow(ID, { send: () => undefined, end: (reason) => endings.push(reason) });
  return endings;
}

describe('an API that is told to end', () => {
  it('lets its clients go, and also those that come back before it has stopped listening', async () => {
    const watch = await createWatch();
    const endings = await follow(watch);
    expect([endings, watch.listeners]).toEqual([[], 1]);
    watch.beforeApplicationShutdown();
    expect([endings, watch.listeners]).toEqual([['away'], 0]);
    expect([await follow(watch), watch.listeners]).toEqual([['away'], 0]);
  });
});
