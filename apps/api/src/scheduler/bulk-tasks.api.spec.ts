import { TASK_STORE, type TaskStore } from '#jobs';
import { JobProducer } from '#queue';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

const PATH = '/api/v1/tasks/bulk';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api.stop());

interface Results {
  queued: number;
  refused: number;
  items: { index: number; task_id?: string; error?: { code: string; errors?: { path: string }[] } }[];
}

async function queue(tasks: unknown): Promise<{ status: number; body: Results }> {
  const answer = await api.post(PATH, { tasks });
  return { status: answer.status, body: (await answer.json()) as Results };
}

describe('many tasks at once', () => {
  it('are queued in one call, each with its id', async () => {
    const { status, body } = await queue(Array.from({ length: 50 }, () => ({ job_name: 'health_check' })));
    expect([status, body.queued, body.refused]).toEqual([202, 50, 0]);
    const ids = new Set(body.items.map((item) => item.task_id));
    expect(ids.size).toBe(50);
    const task = await api.app.get<TaskStore>(TASK_STORE).find(body.items[7].task_id!);
    expect(task).toMatchObject({ job: 'health_check', status: 'pending', submitter: '127.0.0.1' });
    expect((await api.app.get(JobProducer).counts()).default.waiting).toBeGreaterThanOrEqual(50);
  });

  it('are refused one by one, each fault with its place, while the others are queued', async () => {
    const { body } = await queue([
      { job_name: 'nonsense' },
      { job_name: 'historical_prices', params: { symbols: 'AAPL', start: 7 } },
      { job_name: 'health_check' },
    ]);
    expect(body).toMatchObject({ queued: 1, refused: 2 });
    expect(body.items[0]).toMatchObject({ index: 0, error: { code: 'JOB_NOT_FOUND' } });
    expect(body.items[1].error).toMatchObject({ code: 'BODY_INVALID' });
    const paths = body.items[1].error!.errors!.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['/tasks/1/params/symbols', '/tasks/1/params/start']));
    expect(body.items[2]).toEqual({ index: 2, task_id: expect.any(String) });
  });

  it('are queued once for each key and task, within a call and over calls', async () => {
    const one = { job_name: 'health_check', idempotency_key: 'k1' };
    const first = (await queue([one, one])).body.items;
    expect(first[1].task_id).toBe(first[0].task_id);
    const again = await queue([
      one,
      { ...one, job_name: 'historical_prices' },
      { ...one, idempotency_key: 'a b' },
    ]);
    expect(again.body.items).toMatchObject([
      { task_id: first[0].task_id },
      { error: { code: 'IDEMPOTENCY_CONFLICT' } },
      { error: { code: 'PARAMETER_INVALID' } },
    ]);
  });

  it.each([
    ['an empty list', []],
    ['no list', 'health_check'],
    ['an item of another shape', [{ job_name: 7 }]],
  ])('are refused as a whole for %s', async (_what, tasks) => {
    expect((await queue(tasks)).status).toBe(422);
  });
});
