import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { testHome } from '../../support/test-postgres.js';
import { follow } from '../support/follow.js';
import { NewcomerHouse } from '../support/newcomer-house.js';
import { randomWalkCsv } from '../support/random-walk.js';
import { smaCrossRun } from './strategies.js';

jest.setTimeout(120_000);

const DAY_MS = 86_400_000;
const DAILY = randomWalkCsv({ bars: 600, seed: 1, start: '2020-01-01', stepMs: DAY_MS, daily: true });
const IMPORT = '/api/v1/market-data/bars/import?symbol=WALK&timeframe=1d';

let house: NewcomerHouse;
let folder: string;
beforeAll(async () => {
  house = await NewcomerHouse.open();
  await Promise.all([house.startWorker('first'), house.startScheduler()]);
  folder = mkdtempSync(join(testHome(), 'newcomer-'));
});
afterAll(() => house?.close());

function csvFile(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

describe('importing prices', () => {
  it('stores the bars of a CSV, and the same file again changes nothing', async () => {
    const first = await house.api.send('POST', IMPORT, DAILY, 'text/csv');
    expect(first).toMatchObject({
      status: 200,
      body: { inserted: 600, changed: 0, unchanged: 0, rejected_count: 0 },
    });
    const second = await house.api.send('POST', IMPORT, DAILY, 'text/csv');
    expect(second).toMatchObject({ status: 200, body: { inserted: 0, changed: 0, unchanged: 600 } });
  });

  it('reports a broken line with its number and reason and keeps the rest, or refuses all', async () => {
    const lines = DAILY.split('\n');
    lines[5] = lines[5].replace(/^([^,]+),[^,]+/, '$1,nonsense');
    const query = '?symbol=BROKEN&timeframe=1d';
    const refused = await house.api.send(
      'POST',
      `/api/v1/market-data/bars/import${query}&on_error=refuse`,
      lines.join('\n'),
      'text/csv',
    );
    expect(refused).toMatchObject({ status: 422, body: { code: 'IMPORT_REFUSED' } });
    const kept = await house.api.send(
      'POST',
      `/api/v1/market-data/bars/import${query}&on_error=keep`,
      lines.join('\n'),
      'text/csv',
    );
    expect(kept.body).toMatchObject({
      inserted: 599,
      rejected_count: 1,
      rejected: [{ line: 6, reason: expect.stringMatching(/open/) }],
    });
  });

  it('takes a file from the command line, which names what it is', async () => {
    const file = csvFile('SHELL_1d.csv', DAILY);
    const first = await house.cli('import', file);
    expect(first).toEqual({
      exitCode: 0,
      output: 'SHELL 1d: 600 inserted, 0 changed, 0 unchanged, 0 rejected\n',
    });
    const second = await house.cli('import', file);
    expect(second.output).toContain('0 inserted, 0 changed, 600 unchanged, 0 rejected, nothing new');
  });
});

describe('running a backtest', () => {
  it('tells its whole story on the socket, without a gap, and then has a result', async () => {
    const submitted = await house.api.post('/api/v1/backtest/run', smaCrossRun('WALK'));
    expect(submitted).toMatchObject({
      status: 202,
      body: { status: 'started', celery_task_id: submitted.body.task_id },
    });
    const following = follow(house.api.base + submitted.body.websocket_url);
    await following.ended();

    const [snapshot, ...rest] = following.messages;
    expect(snapshot.event).toBe('snapshot');
    expect(rest.at(-1)!.event).toBe('completed');
    expect(rest.map(({ seq }) => seq)).toEqual(rest.map((_, index) => snapshot.seq + 1 + index));

    const status = await house.api.get(submitted.body.links.status);
    expect(status.body).toMatchObject({ status: 'completed', progress: 100, bars_total: 600 });
    const result = await house.api.get(submitted.body.links.result);
    expect(result.body.metrics).toMatchObject(rest.at(-1)!.metrics as object);
    expect(result.body.trades_count).toBe(result.body.trades.length);
  });

  it('shows metrics and a curve in the terminal, or one JSON document', async () => {
    const file = csvFile('run.json', JSON.stringify(smaCrossRun('WALK')));
    const words = await house.cli('backtest', file);
    expect(words.exitCode).toBe(0);
    expect(words.output).toMatch(/SMA cross 10\/20/);
    expect(words.output).toMatch(/Sharpe/);
    expect(words.output).toMatch(/Equity [▁▂▃▄▅▆▇█]{20,}/);
    const json = await house.cli('backtest', file, '--json');
    expect(JSON.parse(json.output)).toMatchObject({
      status: 'completed',
      metrics: { trades: expect.any(Number) },
    });
  });

  it('ends the command line with 2 for wrong usage, 1 for a refused run and 69 when nobody answers', async () => {
    const refused = csvFile('refused.json', JSON.stringify(smaCrossRun('NOBODY')));
    const [usage, unknown, away] = await Promise.all([
      house.cli('backtest'),
      house.cli('backtest', refused),
      house.cli('health', '--url', 'http://127.0.0.1:9'),
    ]);
    expect([usage.exitCode, unknown.exitCode, away.exitCode]).toEqual([2, 1, 69]);
    expect(unknown.output).toMatch(/^barkeep: .*\n {2}\/.*NOBODY/);
    expect(away.output).toBe(
      'barkeep: no Barkeep answers at http://127.0.0.1:9; start one with npm start or name it with --url\n',
    );
  });
});
