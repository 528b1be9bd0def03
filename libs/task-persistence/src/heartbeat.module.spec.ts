import type { LoggerService } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '#config';
import { startTestRedis, type TestRedis } from '../../../test/support/stores.js';
import { HeartbeatModule } from './heartbeat.module.js';
import { Heartbeats } from './heartbeats.js';

let redis: TestRedis;
let warnings: string[];

beforeAll(async () => void (redis = await startTestRedis()));
beforeEach(() => void (warnings = []));
afterAll(() => redis.stop());

const work = { posture: { queues: ['default'], concurrency: 4, paused: false } };
const WORK = Symbol('work of the test');
const workModule = {
  module: class WorkModule {},
  providers: [{ provide: WORK, useValue: work }],
  exports: [WORK],
};

const silent = () => undefined;

async function boot(name: string) {
  const warn = (line: string, context: string): unknown => context === 'Heartbeat' && warnings.push(line);
  const logger = { log: silent, error: silent, warn } as LoggerService;
  const config = ConfigModule.forRoot(loadConfig({ REDIS_URL: redis.url }));
  const imports = [
    config,
    HeartbeatModule.register({ kind: 'worker', name }, { imports: [workModule], token: WORK }),
  ];
  const app = await Test.createTestingModule({ imports }).setLogger(logger).compile();
  await app.init();
  const heartbeats = app.get(Heartbeats, { strict: false });
  const living = async () => (await heartbeats.living('worker', Date.now())).map((process) => process.name);
  while (!(await living()).includes(name)) await new Promise((resolve) => setTimeout(resolve, 5));
  const facts = async () => (await heartbeats.living('worker', Date.now()))[0].facts;
  return { heartbeats, living, facts, close: () => app.close() };
}

describe('HeartbeatModule', () => {
  test('tells who is up, and forgets who went in order', async () => {
    const [first, second] = [await boot('w1'), await boot('w2')];
    expect(await first.living()).toEqual(['w1', 'w2']);
    await second.close();
    expect(await first.living()).toEqual(['w1']);
    expect(warnings).toEqual([]);
    await first.close();
  });

  test('says of a process that it is gone twelve seconds after it was last heard', async () => {
    const { heartbeats, close } = await boot('w1');
    const heardAt = Date.now();
    await heartbeats.beat('worker', 'killed', heardAt);
    const namesAt = async (now: number) => (await heartbeats.living('worker', now)).map(({ name }) => name);
    expect(await namesAt(heardAt + 11_999)).toContain('killed');
    expect(await namesAt(heardAt + 12_001)).not.toContain('killed');
    await heartbeats.leave('worker', 'killed');
    await close();
  });

  test('tells what the process is and where it takes jobs from', async () => {
    const app = await boot('w1');
    const facts = await app.facts();
    expect(facts).toMatchObject({ pid: process.pid, queues: ['default'], concurrency: 4 });
    expect(facts!.memoryMb).toBeGreaterThan(1);
    expect(facts!.cpuPercent).toBeGreaterThanOrEqual(0);
    expect(facts!.startedAt).toBeLessThan(Date.now());
    expect(facts!.eventLoopDelayMs).toBeGreaterThanOrEqual(0);
    await app.close();
  });

  test('tells at once what a worker does otherwise than before', async () => {
    const app = await boot('w1');
    expect((await app.facts())!.paused).toBe(false);
    work.posture.paused = true;
    while (!(await app.facts())!.paused) await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await app.facts())!.concurrency).toBe(4);
    work.posture.paused = false;
    await app.close();
  });

  test('warns a process whose name another one goes by', async () => {
    const apps = [await boot('w1'), await boot('w1')];
    expect(warnings).toEqual([expect.stringContaining('A worker named w1 was heard a moment ago')]);
    for (const app of apps) await app.close();
  });
});
