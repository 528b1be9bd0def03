import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { NO_PROGRESS, TASK_STORE, type TaskEnding, type TaskStore } from '#jobs';
import { JobProducer } from '#queue';
import { seededRandom } from '../../../../test/support/seeded-random.js';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

const TASKS = ['first', 'second', 'third'];
const CLIENTS = 30;
const EVENTS = 60;
const PAUSE_MS = 20;

let api: TestApi;
let store: TaskStore;

beforeAll(async () => {
  api = await startTestApi();
  store = api.app.get<TaskStore>(TASK_STORE);
});

afterAll(() => api.stop());

async function start(id: string): Promise<void> {
  const task = { id, job: 'backtest_run', queue: 'backtest', slot: null, submitter: 'test' } as const;
  await api.app.get(JobProducer).enqueue({ ...task, payload: {}, createdAt: Date.now() });
  await store.open(id, { fence: 1, attempt: 1, worker: 'w1', startedAt: Date.now() });
}

async function emit(id: string): Promise<void> {
  for (let percent = 1; percent < EVENTS; percent += 1) {
    await store.append(id, 1, { event: 'progress', progress: { ...NO_PROGRESS, percent } });
    await delay(PAUSE_MS);
  }
  const ending: TaskEnding = {
    ...{ status: 'completed', outcome: 'ok', error: null, summary: null },
    finishedAt: Date.now(),
  };
  await store.append(id, 1, { event: 'completed', ending });
}

/** Follows a task to its end, going away and coming back all the time; gives the numbers that it heard. */
async function follow(id: string, random: () => number): Promise<{ heard: number[]; visits: number }> {
  const heard: number[] = [];
  let isDone = false;
  let visits = 0;
  while (!isDone) {
    visits += 1;
    const auth = { last_seq: heard.at(-1) ?? 0 };
    const options = { auth, forceNew: true, reconnection: false, transports: ['websocket'] };
    const socket = io(`${api.base}/ws/backtest/${id}`, options);
    socket.onAny((event: string, { seq }: { seq: number }) => {
      heard.push(seq);
      isDone = event === 'completed';
    });
    await once(socket as never, 'connect');
    await delay(random() * 200);
    socket.offAny();
    socket.disconnect();
    await delay(random() * 100);
  }
  return { heard, visits };
}

describe('clients that drop and return at random', () => {
  it('hear every event of their task once and in order', async () => {
    await Promise.all(TASKS.map(start));
    const random = seededRandom(5);
    const clients = Array.from({ length: CLIENTS }, (_, k) => follow(TASKS[k % TASKS.length], random));
    await Promise.all(TASKS.map(emit));
    const followed = await Promise.all(clients);
    const all = Array.from({ length: EVENTS }, (_, k) => k + 1);
    for (const { heard } of followed) expect(heard).toEqual(all);
    expect(followed.reduce((sum, { visits }) => sum + visits, 0)).toBeGreaterThan(CLIENTS);
  });
});
