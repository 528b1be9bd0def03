import { startTestApi, type TestApi } from '../testing/start-test-api.js';

const ADDRESSES = [
  ['GET', '/status', '/api/scheduler/celery/status', 308, 200],
  ['GET', '/jobs', '/api/scheduler/celery/tasks/scheduled', 308, 200],
  ['GET', '/health', '/api/scheduler/celery/health', 308, 200],
  ['POST', '/jobs/news/trigger', '/api/v1/schedules/news/trigger', 307, 202],
  ['POST', '/jobs/news/pause', '/api/v1/schedules/news/pause', 307, 200],
  ['POST', '/jobs/news/resume', '/api/v1/schedules/news/resume', 307, 200],
  ['POST', '/jobs/a%2F..%2Fb/pause', '/api/v1/schedules/a%2F..%2Fb/pause', 307, 404],
] as const;

describe.each(['distributed', 'simple', 'both'])('with SCHEDULER_MODE=%s', (mode) => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi({ SCHEDULER_MODE: mode });
  });

  afterAll(() => api.stop());

  it.each(ADDRESSES)(
    '%s /api/scheduler%s leads old clients on',
    async (method, path, successor, away, here) => {
      const answer = await fetch(`${api.base}/api/scheduler${path}`, { method, redirect: 'manual' });
      expect(answer.status).toBe(mode === 'distributed' ? away : here);
      expect(answer.headers.get('deprecation')).toMatch(/^@\d{10}$/);
      expect(answer.headers.get('link')).toBe(`<${successor}>; rel="successor-version"`);
      expect(answer.headers.get('location')).toBe(mode === 'distributed' ? successor : null);
      await answer.text();
    },
  );

  it('gives what the successor gives, however it is reached', async () => {
    const post = (path: string) => fetch(`${api.base}/api/scheduler${path}`, { method: 'POST' });
    expect(await (await post('/jobs/news/pause')).json()).toEqual({ job: 'news', paused: true });
    const { jobs } = (await (await api.get('/api/scheduler/jobs')).json()) as {
      jobs: { job: string; paused: boolean }[];
    };
    expect(jobs.find(({ job }) => job === 'news')).toMatchObject({ paused: true, cron: '*/30 * * * *' });
    const status = (await (await api.get('/api/scheduler/status')).json()) as object;
    expect(status).toMatchObject({ mode, timezone: 'America/New_York' });
    expect(await (await post('/jobs/earnings/trigger')).json()).toMatchObject({ job_name: 'earnings' });
  });

  it('leaves one entry in the audit log for one call', async () => {
    const path = '/api/scheduler/jobs/dividends/pause';
    expect((await fetch(api.base + path, { method: 'POST' })).status).toBe(200);
    const read = async () =>
      (await (await api.get('/api/v1/admin/audit?target=dividends')).json()) as { items: object[] };
    // Entries are written after the answer.
    let { items } = await read();
    while (items.length === 0) ({ items } = await read());
    const answered = mode === 'distributed' ? '/api/v1/schedules/dividends/pause' : path;
    expect(items).toEqual([expect.objectContaining({ path: answered, status: 200 })]);
  });
});
