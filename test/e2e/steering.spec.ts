import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { jest } from '@jest/globals';
import { testHome } from '../support/test-postgres.js';
import { killLeftProducts, Product } from './support/product.js';

jest.setTimeout(120_000);

let folder: string;
let isUp = false;

/** Runs a verb in the folder of the test, as an operator would. */
async function barkeep(...args: string[]): Promise<{ exitCode: number | null; output: string }> {
  const env = { BARKEEP_HOME: join(folder, 'home'), PORT: '0', HEALTH_PORT: '0', NODE_ENV: 'test' };
  const run = new Product('dist/bundle/barkeep.js', { args, env, folder });
  const exitCode = await run.ended();
  return { exitCode, output: run.output };
}

async function workers(): Promise<{ name: string; state: string; concurrency: number }[]> {
  const { output } = await barkeep('inspect', '--json');
  return (JSON.parse(output) as { workers: { name: string; state: string; concurrency: number }[] }).workers;
}

async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 200));
}

beforeAll(async () => {
  folder = mkdtempSync(join(testHome(), 'steer-'));
  const { exitCode, output } = await barkeep('start');
  expect([exitCode, output]).toEqual([0, expect.stringContaining('Barkeep runs at http://127.0.0.1:')]);
  isUp = true;
});

afterAll(async () => {
  if (isUp) await barkeep('stop');
  await killLeftProducts();
});

const inLogs = (name: string): string => readFileSync(join(folder, 'logs', name), 'utf8');

it('runs all services in the background, once, with a log in the folder it was started in', async () => {
  expect(inLogs('barkeep.out')).toContain('Barkeep is ready');
  const again = await barkeep('start');
  expect([again.exitCode, again.output]).toEqual([1, expect.stringContaining('runs already')]);
  expect((await barkeep('health')).exitCode).toBe(0);
  expect(inLogs('barkeep.log')).toContain('GET /api/v1/admin/health 200');
});

it('lists workers, tasks and schedules', async () => {
  for (const [what, word] of [
    ['workers', 'idle'],
    ['active', 'attempt'],
    ['reserved', 'queue'],
    ['scheduled', 'America/New_York'],
  ]) {
    const { exitCode, output } = await barkeep('inspect', what);
    expect([what, exitCode, output]).toEqual([what, 0, expect.stringContaining(word)]);
  }
  expect((await barkeep('inspect', 'weather')).exitCode).toBe(2);
});

it('starts a worker in the background, pauses it, lets it run more, and ends it', async () => {
  const started = await barkeep('worker', '--name=w9', '--queues=default', '--detach', '--loglevel=warning');
  expect([started.exitCode, started.output]).toEqual([0, expect.stringContaining('logs/worker.log')]);
  expect(inLogs('worker.log')).toBe('');
  const w9 = async () => (await workers()).find(({ name }) => name === 'w9');
  await until(async () => (await w9()) !== undefined);
  expect((await barkeep('control', 'pause', 'w9')).output).toContain('w9 takes no further job');
  await until(async () => (await w9())?.state === 'paused');
  expect((await barkeep('control', 'concurrency', 'w9', '7')).output).toContain('at most 7 jobs');
  await barkeep('control', 'resume', 'w9');
  await until(async () => (await w9())?.state === 'idle');
  expect((await w9())?.concurrency).toBe(7);
  expect((await barkeep('control', 'shutdown', 'w9')).exitCode).toBe(0);
  await until(async () => (await w9()) === undefined);
});

it('gives each process in the background a log of its own, and says why one did not come up', async () => {
  const started = await barkeep('scheduler', '--detach', '--json');
  const { pid, log } = JSON.parse(started.output) as { pid: number; log: string };
  const again = await barkeep('beat', '--detach');
  const [, second] = /as process (\d+); its log is logs\/scheduler-2\.log\n$/.exec(again.output) ?? [];
  for (const [id, name] of [
    [pid, log],
    [Number(second), 'logs/scheduler-2.log'],
  ] as const) {
    const isUp = `"pid":${id},"context":"Scheduler","msg":"The scheduler is up`;
    await until(() => inLogs(basename(name)).includes(isUp));
    process.kill(id, 'SIGTERM');
  }
  const wrong = await barkeep('worker', '--queues=weather', '--detach');
  expect([wrong.exitCode, wrong.output]).toEqual([
    2,
    expect.stringMatching(
      /^barkeep: worker ended at once with exit code 2:\nbarkeep worker: .*no queue weather/,
    ),
  ]);
});

it('says why it does not do something', async () => {
  const [own] = await workers();
  const shared = await barkeep('control', 'shutdown', own.name);
  expect([shared.exitCode, shared.output]).toEqual([1, expect.stringContaining('shares its process')]);
  const unknown = await barkeep('control', 'pause', 'nobody');
  expect([unknown.exitCode, unknown.output]).toEqual([1, expect.stringContaining('No worker nobody')]);
  expect((await barkeep('control', 'concurrency', own.name)).exitCode).toBe(2);
  expect((await barkeep('control', 'concurrency', own.name, '0')).exitCode).toBe(2);
});

it('waits for a job where it is told to', async () => {
  const done = await barkeep('trigger', 'health_check', '--wait');
  expect([done.exitCode, done.output]).toEqual([
    0,
    expect.stringMatching(/in queue default: completed, ok\n$/),
  ]);
});

it('purges a queue only when it is told that this is meant', async () => {
  expect((await barkeep('purge', 'default')).exitCode).toBe(2);
  const done = await barkeep('purge', 'default', '--yes');
  expect([done.exitCode, done.output]).toEqual([0, '0 tasks cancelled in default\n']);
  const unknown = await barkeep('purge', 'nothing', '--yes');
  expect([unknown.exitCode, unknown.output]).toEqual([
    1,
    expect.stringMatching(/no queue nothing\. There are backtest, .*default\.\n$/),
  ]);
});

it('stops what it started, and says when there is nothing', async () => {
  expect((await barkeep('stop')).output).toMatch(/process \d+ has ended/);
  expect(existsSync(join(folder, 'home', 'running.pid'))).toBe(false);
  isUp = false;
  expect((await barkeep('stop')).exitCode).toBe(69);
});
