import { AuditRepository } from '#database';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

const PATH = '/api/v1/admin/audit';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api.stop());

interface Log {
  items: Record<string, unknown>[];
  next_cursor: string | null;
}

async function read(query = ''): Promise<Log> {
  return (await (await api.get(PATH + query)).json()) as Log;
}

/** Entries are written after the answer. */
async function until(count: number): Promise<Log> {
  for (;;) {
    const log = await read();
    if (log.items.length >= count) return log;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('the audit log', () => {
  it('has every call that may change something, with its target and outcome, and no other', async () => {
    await api.get('/api/v1/admin/queues');
    const paused = await api.post('/api/v1/admin/queues/default/pause?x=hunter2', {});
    await until(1);
    await api.post('/api/v1/admin/queues/nonsense/pause', { password: 'hunter2' });
    const { items } = await until(2);
    expect(items).toMatchObject([
      { target: 'nonsense', outcome: 'refused' },
      {
        ...{ actor: '127.0.0.1', method: 'POST', route: '/api/v1/admin/queues/:name/pause' },
        ...{ path: '/api/v1/admin/queues/default/pause', target: 'default' },
        ...{ status: paused.status, request_id: paused.headers.get('x-request-id') },
      },
    ]);
    expect(items).toHaveLength(2);
    expect(JSON.stringify(items)).not.toContain('hunter2');
  });

  it('is filtered and read page by page', async () => {
    await api.post('/api/v1/admin/queues/default/resume', {});
    await until(3);
    const first = await read('?target=default&limit=1');
    const second = await read(`?target=default&limit=1&cursor=${first.next_cursor}`);
    expect([first, second].map(({ items }) => items[0].path)).toEqual([
      '/api/v1/admin/queues/default/resume',
      '/api/v1/admin/queues/default/pause',
    ]);
    expect(second.next_cursor).toBeNull();
    expect((await read('?actor=nobody')).items).toEqual([]);
    expect((await api.get(`${PATH}?cursor=x`)).status).toBe(400);
  });

  it('forgets what is older than it should keep', async () => {
    const audit = api.app.get(AuditRepository);
    expect(await audit.removeBefore(Date.now() - 60_000)).toBe(0);
    expect(await audit.removeBefore(Date.now() + 1_000)).toBe(3);
    expect((await read()).items).toEqual([]);
  });

  it('has no key that somebody put into an address', async () => {
    const key = `bk_3f9c1e2ab047_${'s'.repeat(43)}`;
    await api.post(`/api/v1/schedules/${key}/pause`, {});
    const { items } = await until(1);
    expect(items[0]).toMatchObject({
      ...{ path: '/api/v1/schedules/bk_3f9c1e2ab047_***/pause', target: 'bk_3f9c1e2ab047_***' },
    });
  });
});
