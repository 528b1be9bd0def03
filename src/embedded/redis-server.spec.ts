import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { askRedis } from '../../test/support/ask-redis.js';
import { testHome } from '../../test/support/test-postgres.js';
import { startRedisServer, type RedisServer } from './redis-server.js';

let folder: string;
let running: RedisServer | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(testHome(), 'redis-'));
});
afterEach(async () => {
  await running?.process.kill();
  running = undefined;
});

async function start(onCrash?: (line: string) => void): Promise<RedisServer> {
  running = await startRedisServer({ folder, onCrash });
  return running;
}

const pidOf = (): number => Number(readFileSync(join(folder, 'redis.pid'), 'utf8'));

it('asks for its password, which only the owner can read', async () => {
  const { url } = await start();
  expect(await askRedis(url.replace(/:[0-9a-f]+@/, ':wrong@'), 'PING')).toMatch(/WRONGPASS|NOAUTH/);
  expect(await askRedis(url, 'PING')).toBe('+PONG');
  expect(statSync(join(folder, 'password')).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'redis.conf')).mode & 0o777).toBe(0o600);
});

it('never drops keys to save memory', async () => {
  const { url } = await start();
  expect(await askRedis(url, 'CONFIG GET maxmemory-policy')).toContain('noeviction');
});

it('ends what a killed run left behind and keeps its data, password and port', async () => {
  const { url } = await start();
  await askRedis(url, 'SET kept yes');
  const left = pidOf();
  const next = await start();
  expect(next.url).toBe(url);
  expect(pidOf()).not.toBe(left);
  expect(await askRedis(next.url, 'GET kept')).toContain('yes');
});

it('leaves alone a process that only has the number in an old pid file', async () => {
  writeFileSync(join(folder, 'redis.pid'), String(process.ppid));
  const { url } = await start();
  expect(await askRedis(url, 'PING')).toBe('+PONG');
  expect(() => process.kill(process.ppid, 0)).not.toThrow();
});

it('starts again after a crash and says so', async () => {
  const lines: string[] = [];
  const { url } = await start((line) => lines.push(line));
  await askRedis(url, 'SET kept yes');
  const crashed = pidOf();
  process.kill(crashed, 'SIGKILL');
  await untilAnswered(url);
  expect(await askRedis(url, 'GET kept')).toContain('yes');
  expect(lines).toEqual(['Redis ended by itself (SIGKILL); starting it again']);
});

it('does not come back once it was stopped', async () => {
  const lines: string[] = [];
  const { url, process: kept } = await start((line) => lines.push(line));
  await kept.stop();
  await expect(askRedis(url, 'PING')).rejects.toThrow('ECONNREFUSED');
  expect(lines).toEqual([]);
});

it('says in one line why it can not start on damaged data', async () => {
  const first = await start();
  await askRedis(first.url, 'SET kept yes');
  await first.process.stop();
  writeFileSync(join(folder, 'appendonlydir', 'appendonly.aof.manifest'), 'nonsense');
  await expect(start()).rejects.toThrow(/^Redis ended at once: .*manifest.*$/i);
});

async function untilAnswered(url: string): Promise<void> {
  for (;;) {
    const answer = await askRedis(url, 'PING').catch(() => '');
    if (answer === '+PONG') return;
    await delay(20);
  }
}
