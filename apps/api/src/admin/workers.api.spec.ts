import { RUN_HISTORY, type NewTask, type RunHistory } from '#jobs';
import { Heartbeats, type ProcessFacts } from '#task-persistence';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api.stop());

const facts: ProcessFacts = {
  ...{ hostname: 'host-1', pid: 7, version: '0.1.0', startedAt: Date.now() - 60_000, memoryMb: 80.5 },
  ...{ cpuPercent: 12.5, queues: ['default'], concurrency: 4 },
};

async function start(id: string, worker: string): Promise<number> {
  const history = api.app.get<RunHistory>(RUN_HISTORY);
  const task: NewTask = {
    ...{ id, job: 'health_check', queue: 'default', slot: null, payload: {}, submitter: 'test' },
    createdAt: Date.now(),
  };
  await history.create(task);
  const opened = await history.open(id, worker, Date.now());
  return opened.state === 'opened' ? opened.fence : 0;
}

async function list(path: string) {
  const answer = await api.get(`/api/v1/admin${path}`);
  expect(answer.status).toBe(200);
  return answer.json();
}

it('names the living workers where another one is told something, and every fault of a body', async () => {
  const heartbeats = api.app.get(Heartbeats);
  await heartbeats.beat('worker', 'mute', Date.now());
  const unknown = await api.post('/api/v1/admin/workers/nobody/pause', undefined);
  expect(unknown.status).toBe(404);
  expect(await unknown.json()).toMatchObject({ code: 'WORKER_NOT_FOUND', available: ['mute'] });
  const silent = await api.post('/api/v1/admin/workers/mute/resume', undefined);
  expect(silent.status).toBe(503);
  expect(await silent.json()).toMatchObject({ code: 'WORKER_SILENT' });
  expect(await (await api.post('/api/v1/admin/workers/ping', undefined)).json()).toMatchObject({
    answered: [],
    silent: ['mute'],
  });
  const wrong = await api.post('/api/v1/admin/workers/mute/concurrency', { concurrency: 0 });
  expect(wrong.status).toBe(422);
  await heartbeats.leave('worker', 'mute');
});

it('shows no worker where none was heard', async () => {
  expect(await list('/workers')).toEqual({ count: 0, workers: [] });
});

it('shows what living workers are, do and have done', async () => {
  const heartbeats = api.app.get(Heartbeats);
  await heartbeats.beat('worker', 'w1', Date.now() - 1_000, facts);
  await heartbeats.beat('worker', 'w2', Date.now());
  const fence = await start('failed', 'w1');
  const error = { code: 'INTERNAL', message: 'x' } as const;
  const ending = {
    status: 'failed',
    outcome: 'failed',
    error,
    summary: null,
    finishedAt: Date.now(),
  } as const;
  await api.app.get<RunHistory>(RUN_HISTORY).finish('failed', fence, ending);
  await start('running', 'w1');
  const workers = await list('/workers');
  expect(workers).toMatchObject({
    count: 2,
    workers: [
      {
        ...{ name: 'w1', state: 'busy', hostname: 'host-1', pid: 7, version: '0.1.0', queues: ['default'] },
        ...{ concurrency: 4, processed: 1, failed: 1, memory_mb: 80.5, cpu_percent: 12.5 },
        active: [{ task_id: 'running', job: 'health_check', queue: 'default' }],
      },
      { name: 'w2', state: 'idle', active: [], processed: 0, failed: 0, queues: [], hostname: null },
    ],
  });
  expect(await list('/celery/workers')).toEqual(workers);
  // Under its old name, while the other one has been there all the time.
  await heartbeats.beat('worker', 'w2', Date.now(), { ...facts, startedAt: facts.startedAt - 60_000 });
  await heartbeats.beat('worker', 'w1', Date.now(), { ...facts, startedAt: Date.now() + 1 });
  expect((await list('/workers')).workers).toContainEqual(
    expect.objectContaining({ name: 'w1', processed: 0, failed: 0 }),
  );
  await heartbeats.leave('worker', 'w1');
  expect((await list('/workers')).count).toBe(1);
});
