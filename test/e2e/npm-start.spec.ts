import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { findFreePort } from '../../src/embedded/free-port.js';
import { testHome } from '../support/test-postgres.js';
import { Api } from './support/api.js';
import { killLeftProducts, Product } from './support/product.js';

jest.setTimeout(180_000);

const READY = /Barkeep is ready after [\d.]+ s\.\n/;

let home: string;
let port: number;
beforeAll(async () => {
  home = join(testHome(), 'npm-start');
  port = await findFreePort();
});
afterAll(killLeftProducts);

function start(env: Record<string, string> = {}): Product {
  return new Product('scripts/start.mjs', { env: { BARKEEP_HOME: home, PORT: String(port), ...env } });
}

/** Every process whose command line names the home: the stores of this Barkeep. */
function leftProcesses(): string[] {
  return commandLines().filter((line) => line.includes(home));
}

function commandLines(): string[] {
  if (process.platform !== 'linux')
    return spawnSync('ps', ['-axww', '-o', 'command='], { encoding: 'utf8' }).stdout.split('\n');
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(readCommandLine);
}

function readCommandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

async function occupy(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

it('starts everything in an empty folder, and the printed command works as it stands', async () => {
  const barkeep = start();
  await barkeep.says(READY);
  const [curl] = await barkeep.says(/^curl .*$/m);
  const { task_id: id } = JSON.parse(await paste(curl)) as { task_id: string };

  const api = new Api(`http://127.0.0.1:${port}`);
  const status = await untilFinished(api, id);
  expect(status).toMatchObject({ status: 'completed', progress: 100 });
  const { body: symbols } = await api.get('/api/v1/market-data/symbols');
  expect(JSON.stringify(symbols)).toContain('AAPL');
  expect(JSON.stringify(symbols)).toContain('^GSPC');
  expect(statSync(join(home, 'stores.json')).mode & 0o777).toBe(0o600);
  expect(await barkeep.stop('SIGINT')).toBe(0);
});

it('leaves no process and no note of the stores behind', () => {
  expect(leftProcesses()).toEqual([]);
  expect(existsSync(join(home, 'stores.json'))).toBe(false);
});

it('starts a second time with what it has, and loads nothing again', async () => {
  const barkeep = start();
  await barkeep.says(READY);
  expect(barkeep.output).not.toMatch(/Building|Loading/);
  const { body } = await new Api(`http://127.0.0.1:${port}`).get('/api/v1/admin/health');
  expect(body).toMatchObject({ overall_status: 'healthy' });

  process.kill(Number(readFileSync(join(home, 'redis', 'redis.pid'), 'utf8')), 'SIGKILL');
  await barkeep.says(/Redis ended by itself \(SIGKILL\); starting it again/);
  const [curl] = await barkeep.says(/^curl .*$/m);
  await untilAccepted(curl);

  const second = start({ PORT: '0' });
  expect(await second.ended()).toBe(1);
  expect(second.output).toMatch(/^barkeep: another Barkeep \(process \d+\) already runs in .*\n$/);

  // As when the machine kills it: the stores are left running.
  await barkeep.stop('SIGKILL');
  expect(leftProcesses().length).toBeGreaterThan(0);
});

it('takes over the stores of a start that was killed', async () => {
  const barkeep = start();
  await barkeep.says(READY);
  const { body } = await new Api(`http://127.0.0.1:${port}`).get('/health/ready');
  expect(body).toMatchObject({ status: 'ok' });
  expect(await barkeep.stop('SIGTERM')).toBe(0);
  expect(leftProcesses()).toEqual([]);
});

it('stops in order when it is told to in the middle of its start', async () => {
  const barkeep = start();
  await barkeep.says(/Starting the stores/);
  expect(await barkeep.stop('SIGINT')).toBe(0);
  expect(leftProcesses()).toEqual([]);
});

it('loses no task that was submitted just before it was stopped', async () => {
  const first = start();
  const [curl] = await first.says(/^curl .*$/m);
  await first.says(READY);
  const answers = await Promise.all(Array.from({ length: 12 }, () => paste(curl)));
  expect(await first.stop('SIGINT')).toBe(0);

  const second = start();
  await second.says(READY);
  const api = new Api(`http://127.0.0.1:${port}`);
  for (const answer of answers) {
    const { task_id: id } = JSON.parse(answer) as { task_id: string };
    expect(await untilFinished(api, id)).toMatchObject({ status: 'completed' });
  }
  expect(await second.stop('SIGINT')).toBe(0);
});

it('says in one line that its port is busy', async () => {
  const busy = await occupy();
  const barkeep = start({ PORT: String(busy.port) });
  expect(await barkeep.ended()).toBe(1);
  expect(barkeep.output).toBe(
    `barkeep: 127.0.0.1:${busy.port} is in use by another program; set PORT (or HOST) to another one\n`,
  );
  busy.server.close();
});

it('says in one line that its data folder is broken, and leaves nothing running', async () => {
  writeFileSync(join(home, 'redis', 'appendonlydir', 'appendonly.aof.manifest'), 'nonsense');
  const barkeep = start();
  expect(await barkeep.ended()).toBe(1);
  expect(barkeep.output).toMatch(/^Starting the stores .*\nbarkeep: Redis ended at once: .*\n$/);
  expect(leftProcesses()).toEqual([]);
});

it('says in one line that a file has the name of a store folder', async () => {
  const other = mkdtempSync(join(testHome(), 'file-'));
  writeFileSync(join(other, 'redis'), '');
  const barkeep = start({ BARKEEP_HOME: other, DATABASE_URL: 'postgres://127.0.0.1:1/none' });
  expect(await barkeep.ended()).toBe(1);
  expect(barkeep.output).toMatch(/^Starting the stores .*\nbarkeep: the folder .*redis can't be used: .*\n$/);
});

it('says of stores that it does not run only what is wrong with them', async () => {
  const barkeep = start({
    REDIS_URL: 'redis://127.0.0.1:1',
    DATABASE_URL: 'postgres://127.0.0.1:1/none',
  });
  expect(await barkeep.ended()).toBe(1);
  expect(barkeep.output).not.toMatch(/Starting the stores/);
});

it('says one line for each setting that is wrong', async () => {
  const barkeep = start({ PORT: 'many', LOG_LEVEL: 'loud' });
  expect(await barkeep.ended()).toBe(1);
  expect(barkeep.output.trim().split('\n')).toEqual([
    expect.stringMatching(/^barkeep: LOG_LEVEL/),
    expect.stringMatching(/^barkeep: PORT/),
  ]);
});

/** While Redis starts again the API answers 503, and says when to try again. */
async function untilAccepted(curl: string): Promise<void> {
  for (;;) {
    const answer = JSON.parse(await paste(curl)) as { status: string | number };
    if (answer.status === 'started') return;
    expect(answer.status).toBe(503);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function untilFinished(api: Api, id: string): Promise<Record<string, unknown>> {
  for (;;) {
    const { body } = await api.get(`/api/v1/backtest/status/${id}`);
    if (!['pending', 'running'].includes(body.status as string)) return body as Record<string, unknown>;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Runs the command in a shell; where there is no curl, sends what curl would. */
async function paste(curl: string): Promise<string> {
  const pasted = await runInShell(curl);
  if (pasted !== undefined) return pasted;
  const [, url, type, body] = /^curl -s (\S+) -H 'content-type: ([^']+)' -d '([^']+)'$/.exec(curl)!;
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
  return response.text();
}

/** What the command wrote, or undefined where the shell does not know it. */
function runInShell(command: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('sh', ['-c', command], (error, output) => resolve(error?.code === 127 ? undefined : output));
  });
}
