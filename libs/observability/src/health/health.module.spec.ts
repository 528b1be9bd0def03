import type { IncomingHttpHeaders } from 'node:http';
import { jest } from '@jest/globals';
import { Global, Injectable, Logger, Module } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { BarkeepError } from '#domain';
import { Draining } from './draining.js';
import type { HealthCheckPort } from './health-check-port.js';
import { HealthModule } from './health.module.js';

class StoreHealth implements HealthCheckPort {
  readonly name = 'store';
  away = false;
  fault = new Error('connect ECONNREFUSED secret-host');

  async check(): Promise<Record<string, unknown>> {
    if (this.away) throw this.fault;
    return { version: '7' };
  }
}

@Module({ providers: [StoreHealth], exports: [StoreHealth] })
class StoreModule {}

@Injectable()
class Readers {
  async admits({ authorization }: IncomingHttpHeaders): Promise<boolean> {
    if (authorization === 'Bearer while the store is away') {
      throw new BarkeepError('STORE_UNAVAILABLE', 'the database is away');
    }
    return authorization === 'Bearer known';
  }
}

@Global()
@Module({ providers: [Readers], exports: [Readers] })
class ReadersModule {}

describe('HealthModule', () => {
  let app: NestFastifyApplication;
  let base: string;

  beforeAll(async () => {
    const module = await Test.createTestingModule({
      imports: [StoreModule, HealthModule.register({ ready: [StoreHealth] })],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    await app.listen(0, '127.0.0.1');
    base = await app.getUrl();
  });

  afterAll(() => app.close());

  it('is live and ready while the store answers', async () => {
    expect(await (await fetch(`${base}/health/live`)).json()).toMatchObject({ status: 'ok' });
    const ready = await fetch(`${base}/health/ready`);
    expect(ready.status).toBe(200);
    expect((await ready.json()).info.store).toMatchObject({ status: 'up', version: '7' });
  });

  it('is live but not ready when the store is away, without saying where the store is', async () => {
    app.get(StoreHealth).away = true;
    expect((await fetch(`${base}/health/live`)).status).toBe(200);
    const ready = await fetch(`${base}/health/ready`);
    expect(ready.status).toBe(503);
    const body = await ready.text();
    expect(JSON.parse(body).error.store).toMatchObject({ status: 'down' });
    expect(body).not.toContain('secret-host');
  });

  it('tells the reason that was written for callers', async () => {
    const store = app.get(StoreHealth);
    store.fault = new BarkeepError('STORE_UNAVAILABLE', 'the store lacks tables');
    const { error } = await (await fetch(`${base}/health/ready`)).json();
    expect(error.store).toMatchObject({ status: 'down', message: 'the store lacks tables' });
  });

  it('shows the figures of the process', async () => {
    const metrics = await fetch(`${base}/metrics`);
    expect(metrics.headers.get('content-type')).toContain('text/plain');
    expect(await metrics.text()).toContain('process_cpu_seconds_total');
  });

  it('is alive but no longer ready once it was told to end, and says so', async () => {
    app.get(StoreHealth).away = false;
    const said = jest.spyOn(Logger.prototype, 'log').mockReturnValue();
    await app.get(Draining).onModuleDestroy();
    expect(said).toHaveBeenCalledWith('Told to end: no longer ready');
    said.mockRestore();
    expect((await fetch(`${base}/health/live`)).status).toBe(200);
    const ready = await fetch(`${base}/health/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ status: 'shutting_down' });
  });
});

it('keeps the figures, but not the probes, from those who are no readers, where some are named', async () => {
  const module = await Test.createTestingModule({
    imports: [ReadersModule, HealthModule.register({ ready: [], readers: Readers })],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  await app.listen(0, '127.0.0.1');
  const base = await app.getUrl();
  const ask = async (path: string, authorization = '') =>
    (await fetch(base + path, { headers: { authorization } })).status;
  expect(await ask('/metrics')).toBe(401);
  expect(await ask('/metrics', 'Bearer unknown')).toBe(401);
  expect(await ask('/metrics', 'Bearer known')).toBe(200);
  expect(await ask('/metrics', 'Bearer while the store is away')).toBe(503);
  expect([await ask('/health/live'), await ask('/health/ready')]).toEqual([200, 200]);
  await app.close();
});
