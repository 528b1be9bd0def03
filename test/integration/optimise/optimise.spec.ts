import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '#config';
import { BarRepository, createBarColumns, InstrumentRepository } from '#database';
import { isFinal, type TaskStatus } from '#domain';
import { RUN_HISTORY, type RunHistory } from '#jobs';
import { startTestApi, type TestApi } from '../../../apps/api/src/testing/start-test-api.js';
import { createWorkerImports } from '../../../apps/worker/src/worker.module.js';

const MINUTE = 60_000;
const BARS = 20_000;
const FIRST = Date.parse('2024-01-01');

const rule = (direction: string): string => `cross_${direction}(sma(close, fast), sma(close, slow))`;
const body = {
  strategy: {
    ...{ version: 1, name: 'SMA cross', symbols: ['WAVE'], params: { fast: 10, slow: 20 } },
    rules: { long: { enter: rule('up'), exit: rule('down') } },
  },
  timeframe: '1m',
  objective: 'return_pct',
  constraints: ['fast < slow'],
};

/** The members of status and result that are looked at. */
interface Answer {
  status: TaskStatus;
  bars_done: number;
  trials_done: number;
  trials_planned: number;
  partial: boolean;
  best: { params: object; objective: number };
  metrics: { return_pct: number };
}

let api: TestApi;
const workers: INestApplicationContext[] = [];

beforeAll(async () => {
  api = await startTestApi();
  const instrument = { symbol: 'WAVE', name: null, calendar: 'always', timeZone: 'UTC', currency: 'USD' };
  await api.app.get(InstrumentRepository).save(instrument);
  const bars = createBarColumns(BARS);
  for (let row = 0; row < BARS; row += 1) {
    const close = 100 + 20 * Math.sin(row / 40) + 5 * Math.sin(row / 7);
    bars.openTime[row] = FIRST + row * MINUTE;
    bars.open[row] = bars.close[row] = close;
    bars.high[row] = close + 1;
    bars.low[row] = close - 1;
    bars.volume[row] = 1_000;
  }
  const origin = { provider: 'test', runId: 'test' };
  await api.app.get(BarRepository).upsertBars({ symbol: 'WAVE', timeframe: '1m', bars, ...origin });
  for (const name of ['w1', 'w2']) workers.push(await startWorker(name));
});

afterAll(async () => {
  for (const worker of workers) await worker.close();
  await api.stop();
});

async function startWorker(name: string): Promise<INestApplicationContext> {
  const env = { REDIS_URL: api.redis.url, DATABASE_URL: api.databaseUrl };
  const config = loadConfig({ ...env, MAX_CONCURRENT_BACKTESTS: '1', SHUTDOWN_GRACE_SECONDS: '1' });
  const module = await Test.createTestingModule({
    imports: [
      ConfigModule.forRoot(config),
      ...createWorkerImports({ queues: ['backtest'], concurrency: undefined, name }),
    ],
  }).compile();
  return module.init();
}

async function submit(params: object, more: object = {}): Promise<string> {
  const answer = await api.post('/api/v1/optimise/run', { ...body, params, ...more });
  expect(answer.status).toBe(202);
  return ((await answer.json()) as { task_id: string }).task_id;
}

async function read(path: string): Promise<Answer> {
  return (await (await api.get(`/api/v1/${path}`)).json()) as Answer;
}

async function until(taskId: string, isSo: (status: Answer) => boolean): Promise<Answer> {
  for (;;) {
    const status = await read(`optimise/status/${taskId}`);
    if (isSo(status) || isFinal(status.status)) return status;
    await moment();
  }
}

function moment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

const hasEnded = (): boolean => false;

describe('an optimisation over two workers', () => {
  it('comes to one result, whoever ran which trials', async () => {
    const id = await submit(
      { fast: { min: 2, max: 40, step: 1 }, slow: { min: 10, max: 70, step: 1 } },
      { max_trials: 5_000 },
    );
    expect(await until(id, hasEnded)).toMatchObject({ status: 'completed', outcome: 'ok', progress: 100 });
    const result = await read(`optimise/result/${id}`);
    expect(result.trials_done).toBe(result.trials_planned);
    expect(result.trials_done).toBeGreaterThan(1_000);
    const child = await api.app.get<RunHistory>(RUN_HISTORY).find(`${id}.0`);
    expect(child).toMatchObject({ job: 'optimise_trials' });
    const again = await api.post('/api/v1/backtest/run', {
      ...body,
      ...WITHOUT_SEARCH,
      params: result.best.params,
    });
    expect(again.status).toBe(202);
    const { task_id: backtest } = (await again.json()) as { task_id: string };
    const history = api.app.get<RunHistory>(RUN_HISTORY);
    while (!isFinal((await history.find(backtest))!.status)) await moment();
    const run = await read(`backtest/result/${backtest}`);
    expect(run.metrics.return_pct).toBe(result.best.objective);
  }, 120_000);

  it('keeps what was done when it is cancelled', async () => {
    const id = await submit(
      { fast: { min: 2, max: 99, step: 1 }, slow: { min: 2, max: 199, step: 1 } },
      { max_trials: 20_000 },
    );
    await until(id, (status) => status.bars_done > 0);
    expect((await api.post(`/api/v1/optimise/cancel/${id}`, {})).status).toBe(200);
    expect(await until(id, hasEnded)).toMatchObject({ status: 'cancelled', outcome: 'partial' });
    const result = await read(`optimise/result/${id}`);
    expect(result.partial).toBe(true);
    expect(result.trials_done).toBeGreaterThan(0);
    expect(result.trials_done).toBeLessThan(result.trials_planned);
    const history = api.app.get<RunHistory>(RUN_HISTORY);
    while ((await history.active(['optimise_trials'])).length > 0) await moment();
  }, 120_000);
});

/** The members of a search are none of a backtest. */
const WITHOUT_SEARCH = { objective: undefined, constraints: undefined };
