import { jest } from '@jest/globals';
import { Heartbeats } from '#task-persistence';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';
import type { ComponentsHealthDto, ComponentState } from './health.dto.js';
import { overallStatus } from './system-health.service.js';

function components(states: Partial<Record<keyof ComponentsHealthDto, ComponentState>>): ComponentsHealthDto {
  const names = ['api', 'redis', 'celery', 'database', 'scheduler', 'market_data'] as const;
  return Object.fromEntries(
    names.map((name) => [name, { status: states[name] ?? 'healthy' }]),
  ) as unknown as ComponentsHealthDto;
}

describe('the overall status', () => {
  it.each([
    [{}, 'healthy'],
    [{ celery: 'degraded' }, 'degraded'],
    [{ scheduler: 'unhealthy' }, 'degraded'],
    [{ market_data: 'degraded' }, 'degraded'],
    [{ redis: 'unhealthy' }, 'unhealthy'],
    [{ database: 'unhealthy', celery: 'unhealthy' }, 'unhealthy'],
  ] as const)('with %j is %s', (states, expected) => {
    expect(overallStatus(components(states))).toBe(expected);
  });
});

describe('GET /api/v1/admin/health', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi();
  });

  afterAll(() => api.stop());

  it('is degraded without worker and scheduler, and healthy once they are heard', async () => {
    const alone = await api.get('/api/v1/admin/health');
    expect(alone.status).toBe(200);
    expect(await alone.json()).toMatchObject({
      overall_status: 'degraded',
      components: {
        celery: { status: 'degraded', details: { workers: 0 } },
        scheduler: { status: 'degraded' },
      },
    });
    const heartbeats = api.app.get(Heartbeats);
    await heartbeats.beat('worker', 'w1', Date.now());
    await heartbeats.beat('scheduler', 's1', Date.now());
    const together = (await (await api.get('/api/v1/admin/health')).json()) as object;
    expect(together).toMatchObject({
      overall_status: 'healthy',
      components: {
        celery: { details: { workers: 1 } },
        market_data: { status: 'healthy', details: { late: 0 } },
      },
    });
    await heartbeats.leave('worker', 'w1');
    expect(await (await api.get('/api/v1/admin/health')).json()).toMatchObject({
      overall_status: 'degraded',
    });
  });

  it('names the datasets whose newest is late', async () => {
    await api.post('/api/v1/market-data/symbols', { symbol: 'LATE', excluded_datasets: ['stock_quotes'] });
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000);
    const health = (await (await api.get('/api/v1/admin/health')).json()) as object;
    clock.mockRestore();
    expect(health).toMatchObject({
      components: {
        market_data: {
          ...{ status: 'degraded', message: expect.stringContaining('historical_prices') },
          details: { datasets: expect.not.arrayContaining(['stock_quotes']) },
        },
      },
    });
  });
});
