import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BarRepository, createBarColumns, InstrumentRepository } from '#database';
import { isFinal, type TaskStatus } from '#domain';
import { startTestApi, type TestApi } from '../../../apps/api/src/testing/start-test-api.js';
import { Product, PROJECT } from '../../e2e/support/product.js';

const WORKER = 'dist/bundle/worker.js';
const BARS = 20_000;
const MINUTE = 60_000;
const AXIS = { min: 2, max: 61, step: 1 };
const TRIALS = 60 * 60;

const rule = (direction: string): string => `cross_${direction}(sma(close, fast), sma(close, slow))`;
const body = {
  strategy: {
    ...{ version: 1, name: 'SMA cross', symbols: ['WAVE'], params: { fast: 10, slow: 20 } },
    rules: { long: { enter: rule('up'), exit: rule('down') } },
  },
  ...{ timeframe: '1m', params: { fast: AXIS, slow: AXIS }, max_trials: TRIALS },
};

let api: TestApi;
const workers: Product[] = [];

beforeAll(async () => {
  api = await startTestApi();
  const instrument = { symbol: 'WAVE', name: null, calendar: 'always', timeZone: 'UTC', currency: 'USD' };
  await api.app.get(InstrumentRepository).save(instrument);
  const bars = createBarColumns(BARS);
  bars.openTime.forEach((_, row) => {
    const close = 100 + 20 * Math.sin(row / 40) + 5 * Math.sin(row / 7);
    bars.openTime[row] = Date.parse('2024-01-01') + row * MINUTE;
    bars.open[row] = bars.high[row] = bars.low[row] = bars.close[row] = close;
  });
  const origin = { provider: 'test', runId: 'test' };
  await api.app.get(BarRepository).upsertBars({ symbol: 'WAVE', timeframe: '1m', bars, ...origin });
});

afterAll(async () => {
  for (const worker of workers) worker.signal('SIGKILL');
  await Promise.all(workers.map((worker) => worker.ended()));
  await api.stop();
});

function startWorker(name: string): Product {
  const env = { REDIS_URL: api.redis.url, DATABASE_URL: api.databaseUrl, HEALTH_PORT: '0' };
  const worker = new Product(WORKER, {
    args: ['--queues=backtest', '--concurrency=1', `--name=${name}`],
    env,
  });
  workers.push(worker);
  return worker;
}

async function read<T>(path: string): Promise<T> {
  return (await (await api.get(`/api/v1/optimise/${path}`)).json()) as T;
}

async function until(id: string, isSo: (status: { status: TaskStatus; bars_done: number }) => boolean) {
  for (;;) {
    const status = await read<{ status: TaskStatus; bars_done: number }>(`status/${id}`);
    if (isSo(status) || isFinal(status.status)) return status;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const isBuilt = existsSync(join(PROJECT, WORKER));

describe('an optimisation whose leading worker is killed', () => {
  (isBuilt ? it : it.skip)(
    `ends with every trial once (needs ${WORKER})`,
    async () => {
      const leader = startWorker('leader');
      const answer = await api.post('/api/v1/optimise/run', body);
      expect(answer.status).toBe(202);
      const { task_id: id } = (await answer.json()) as { task_id: string };
      await until(id, ({ bars_done: done }) => done > 0);
      leader.signal('SIGKILL');
      await leader.ended();
      startWorker('heir');
      expect(await until(id, () => false)).toMatchObject({ status: 'completed', outcome: 'ok', attempt: 1 });
      const seen = new Set<string>();
      for (let cursor = '', more = true; more;) {
        const page = await read<{ items: { params: object }[]; next_cursor: string | null }>(
          `result/${id}/trials?limit=1000${cursor}`,
        );
        for (const { params } of page.items) seen.add(JSON.stringify(params));
        more = page.next_cursor !== null;
        cursor = `&cursor=${page.next_cursor}`;
      }
      expect(seen.size).toBe(TRIALS);
      expect(await read(`result/${id}`)).toMatchObject({
        trials_done: TRIALS,
        trials_planned: TRIALS,
        partial: false,
      });
    },
    180_000,
  );
});
