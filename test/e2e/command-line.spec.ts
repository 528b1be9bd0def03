import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { testHome } from '../support/test-postgres.js';
import { createTestDatabase } from '../support/stores.js';
import { killLeftProducts, Product, PROJECT } from './support/product.js';
import { randomWalkCsv } from './support/random-walk.js';

jest.setTimeout(60_000);

const EXAMPLE = join(PROJECT, 'examples', 'sma-cross.json');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(testHome(), 'cli-'));
});
afterAll(killLeftProducts);

async function barkeep(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ exitCode: number | null; output: string }> {
  const run = new Product('dist/bundle/barkeep.js', {
    args,
    env: { BARKEEP_HOME: join(folder, 'none'), ...env },
  });
  const exitCode = await run.ended();
  return { exitCode, output: run.output };
}

function fileWith(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

it('runs the example on the demo prices without any store', async () => {
  const words = await barkeep(['backtest', EXAMPLE, '--local']);
  expect(words.output).toMatch(/Trades .*\d+/);
  expect(words.output).toMatch(/Equity [▁▂▃▄▅▆▇█]+/);
  expect(words.exitCode).toBe(0);
});

it('runs a strategy on the bars of a file, the same every time', async () => {
  const walk = { bars: 500, seed: 9, start: '2019-01-01', stepMs: 86_400_000, daily: true };
  const data = fileWith('WALK_1d.csv', randomWalkCsv(walk));
  const example = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as { strategy?: object };
  const strategy = fileWith(
    'strategy.json',
    JSON.stringify({ ...(example.strategy ?? example), symbols: ['WALK'] }),
  );
  const args = [
    'backtest',
    strategy,
    '--local',
    '--data',
    data,
    '--json',
    '--start',
    '2019-02-01',
    '--end',
    '2020-01-31',
  ];
  const [one, other] = await Promise.all([barkeep(args), barkeep(args)]);
  const result = JSON.parse(one.output) as { bars_total: number; metrics: object; trades_count: number };
  expect(result).toMatchObject({ status: 'completed', bars_total: 365, trades_count: expect.any(Number) });
  expect(JSON.parse(other.output)).toMatchObject({ metrics: result.metrics });
});

it('names every fault of a strategy, and the file that is not there', async () => {
  const strategy = {
    version: 1,
    name: 'wrong',
    symbols: ['AAPL'],
    rules: { long: { enter: 'smaa(close,3) > 1', exit: 'nothing > 2' } },
  };
  const faulty = await barkeep(['backtest', fileWith('faulty.json', JSON.stringify(strategy)), '--local']);
  expect(faulty.exitCode).toBe(1);
  expect(faulty.output).toMatch(/\/rules\/long\/enter: unknown function 'smaa' \(did you mean 'sma'\?\)/);
  expect(faulty.output).toMatch(/\/rules\/long\/exit: .*'nothing'/);
  const missing = await barkeep(['backtest', EXAMPLE, '--local', '--data', 'nowhere.csv']);
  expect(missing).toEqual({ exitCode: 2, output: 'barkeep: --data: there is no file nowhere.csv\n' });
});

it('ends with 2 for a verb that does not exist and 0 for help', async () => {
  expect((await barkeep(['dance'])).exitCode).toBe(2);
  const help = await barkeep(['--help']);
  expect(help.exitCode).toBe(0);
  for (const verb of ['serve', 'api', 'worker', 'scheduler', 'db', 'health', 'import', 'backtest', 'jobs']) {
    expect(help.output).toMatch(new RegExp(`^  ${verb}\\b`, 'm'));
  }
});

it('says in JSON what was told wrong where JSON is asked for, and lists what a worker may be told', async () => {
  const { exitCode, output } = await barkeep(['worker', '--quues', 'daily', '--json']);
  expect([exitCode, JSON.parse(output)]).toEqual([
    2,
    { error: expect.stringContaining("unknown option '--quues'"), code: 'USAGE' },
  ]);
  const help = (await barkeep(['worker', '--help'])).output;
  for (const option of ['--queues', '--concurrency', '--name', '--hostname', '--loglevel', '--detach'])
    expect(help).toContain(option);
  const nowhere = await barkeep(['health', '--url', 'localhost:8000']);
  expect(nowhere).toEqual({
    exitCode: 2,
    output: 'barkeep: --url: localhost:8000 is no address such as http://127.0.0.1:8000\n',
  });
});

it('starts no app on a database that lacks migrations, migrates it, and says what to do when none is named', async () => {
  const database = await createTestDatabase({ empty: true });
  const env = { DATABASE_URL: database.url, REDIS_URL: 'redis://127.0.0.1:1', PORT: '0', HEALTH_PORT: '0' };
  for (const [verb, app] of [
    ['api', 'api'],
    ['beat', 'scheduler'],
    ['worker', 'worker'],
  ]) {
    const { exitCode, output } = await barkeep([verb], env);
    expect([exitCode, output]).toEqual([
      1,
      expect.stringMatching(
        new RegExp(`^barkeep ${app}: the database lacks .* run barkeep db migrate first\n$`),
      ),
    ]);
  }
  const migrated = await barkeep(['db', 'migrate'], env);
  expect(migrated).toMatchObject({
    exitCode: 0,
    output: expect.stringMatching(/^Applied 0001-market-data\.\n(Applied .*\.\n)+$/),
  });
  expect((await barkeep(['db', 'migrate'], env)).output).toBe(
    'The database is up to date: there was nothing to apply.\n',
  );
  await database.drop();
  const none = await barkeep(['db', 'migrate']);
  expect(none.exitCode).toBe(2);
  expect(none.output).toMatch(/^barkeep: no stores: set REDIS_URL and DATABASE_URL.*\n$/);
});

it('says that a file to import is not there, before anything else', async () => {
  expect(await barkeep(['import', '/nope.csv'])).toEqual({
    exitCode: 2,
    output: 'barkeep: there is no file /nope.csv\n',
  });
});

it('names the columns of an import to the service, and refuses pairs that are none', async () => {
  const asked: string[] = [];
  const service = createServer((request, response) => {
    asked.push(request.url ?? '');
    const imported = { symbol: 'A', timeframe: '1d', inserted: 1, changed: 0, unchanged: 0 };
    response.setHeader('content-type', 'application/json');
    request.resume().on('end', () => {
      response.end(JSON.stringify({ ...imported, rejected_count: 0, rejected: [], first: null, last: null }));
    });
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  const file = fileWith('A_1d.csv', 'Day,Open,High,Low,Settle\n');
  const done = await barkeep(['import', file, '--columns', 'time:Day,close:Settle', '--url', url]);
  expect(done.output).toBe('A 1d: 1 inserted, 0 changed, 0 unchanged, 0 rejected\n');
  expect(asked).toEqual([expect.stringMatching(/mapping\.time=Day&mapping\.close=Settle$/)]);
  const wrong = await barkeep(['import', file, '--columns', 'day:Day', '--url', url]);
  expect([wrong.exitCode, wrong.output]).toEqual([
    2,
    expect.stringMatching(/^barkeep: --columns: 'day:Day'/),
  ]);
  await new Promise((resolve) => service.close(resolve));
});

it('ends with 2 where a program is told something wrong', async () => {
  const stores = { DATABASE_URL: 'postgres://127.0.0.1:1/none', REDIS_URL: 'redis://127.0.0.1:1' };
  for (const [args, words] of [
    [['worker', '--queues=nope'], 'barkeep worker: --queues: no queue nope; there are backtest'],
    [['worker', '--bogus'], "unknown option '--bogus'"],
  ] as const) {
    const { exitCode, output } = await barkeep([...args], stores);
    expect([exitCode, output]).toEqual([2, expect.stringContaining(words)]);
  }
  const missing = await barkeep(['backtest', 'nope.json']);
  expect(missing).toEqual({ exitCode: 2, output: 'barkeep: there is no file nope.json\n' });
});

it('says nothing when whoever reads has seen enough', () => {
  const line = `"$NODE" "${join(PROJECT, 'dist/bundle/barkeep.js')}" jobs --json | head -c 1`;
  const { stdout, stderr } = spawnSync('sh', ['-c', line], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, NODE: process.execPath, BARKEEP_HOME: join(folder, 'none') },
  });
  expect([stdout, stderr]).toEqual(['{', '']);
});

it('lists the jobs of the registry', async () => {
  const { output } = await barkeep(['jobs', '--json']);
  const { jobs } = JSON.parse(output) as { jobs: { name: string }[] };
  expect(jobs.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['backtest_run', 'cleanup', 'health_check']),
  );
});

it('answers faults as JSON too', async () => {
  const away = await barkeep(['health', '--json', '--url', 'http://127.0.0.1:9']);
  expect(away.exitCode).toBe(69);
  expect(JSON.parse(away.output)).toMatchObject({ code: 'SERVICE_AWAY' });
});
