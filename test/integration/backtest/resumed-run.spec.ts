import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { BarRepository, createBarColumns, InstrumentRepository, RunCheckpointRepository } from '#database';
import { startTestApi, type TestApi } from '../../../apps/api/src/testing/start-test-api.js';
import { follow, type Following } from '../../e2e/support/follow.js';
import { killLeftProducts, Product, PROJECT } from '../../e2e/support/product.js';
import { openLink } from '../../support/cuttable-link.js';

const WORKER = 'dist/bundle/worker.js';
const BARS = 240_000;
const MINUTE = 60_000;

/** Ten microseconds of conditions on each bar, and trades whose last bar reaches stop and target, so that it is simulated again. */
const conditions = Array.from({ length: 5 }, (_, group) => [
  `c${group}`,
  Array.from({ length: 90 }, (_, k) => `equity > ${group * 90 + k}`).join(' and '),
]);
const all = conditions.map(([name]) => name).join(' and ');
const body = {
  strategy: {
    ...{ version: 1, name: 'Much to do', symbols: ['LONG'], let: Object.fromEntries(conditions) as object },
    rules: {
      long: {
        ...{ enter: `close > sma(close,5) and ${all}`, exit: `bars_held > 20 and ${all}` },
        stops: [
          { kind: 'stop', at: 'entry_price * 0.985' },
          { kind: 'target', at: 'entry_price * 1.015' },
        ],
      },
    },
    sizing: { kind: 'equity', value: 0.01 },
  },
  ...{ timeframe: '1m', initial_capital: 1_000_000 },
};

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
  const instrument = { symbol: 'LONG', name: null, calendar: 'always', timeZone: 'UTC', currency: 'USD' };
  await api.app.get(InstrumentRepository).save(instrument);
  const bars = createBarColumns(BARS);
  bars.openTime.forEach((_, row) => {
    const close = 100 + 20 * Math.sin(row / 400) + 5 * Math.sin(row / 7);
    bars.openTime[row] = Date.parse('2024-01-01') + row * MINUTE;
    bars.open[row] = bars.close[row] = close;
    bars.high[row] = close * 1.02;
    bars.low[row] = close * 0.98;
    bars.volume[row] = 1_000;
  });
  const origin = { provider: 'test', runId: 'test' };
  await api.app.get(BarRepository).upsertBars({ symbol: 'LONG', timeframe: '1m', bars, ...origin });
});

/** What a failed test leaves behind is not for the workers of the next one. */
afterEach(async () => {
  await killLeftProducts();
  const left = (await (await api.get('/api/v1/backtest/active')).json()) as { tasks: { task_id: string }[] };
  for (const { task_id: id } of left.tasks) await api.post(`/api/v1/backtest/cancel/${id}`, {});
});

afterAll(() => api.stop());

function startWorker(name: string, env: Record<string, string> = {}): Product {
  const stores = { REDIS_URL: api.redis.url, DATABASE_URL: api.databaseUrl, HEALTH_PORT: '0' };
  const args = ['--queues=backtest', '--concurrency=1', `--name=${name}`];
  return new Product(WORKER, { args, env: { ...stores, CHECKPOINT_SECONDS: '1', ...env } });
}

async function submit(): Promise<{ id: string; clients: Following[] }> {
  const answer = await api.post('/api/v1/backtest/run', body);
  expect(answer.status).toBe(202);
  const { task_id: id, websocket_url: url } = (await answer.json()) as Record<string, string>;
  return { id, clients: Array.from({ length: 3 }, () => follow(api.base + url)) };
}

const result = async (id: string): Promise<Record<string, unknown>> =>
  (await (await api.get(`/api/v1/backtest/result/${id}`)).json()) as Record<string, unknown>;

const countKept = async (id: string): Promise<number> =>
  (await api.app.get(RunCheckpointRepository).load(id)).length;

async function untilKept(id: string, count: number): Promise<void> {
  while ((await countKept(id)) < count) await delay(100);
}

async function untilHeard(names: readonly string[]): Promise<void> {
  for (let heard: string[] = []; !names.every((name) => heard.includes(name)); await delay(100)) {
    const { workers } = (await (await api.get('/api/v1/admin/workers')).json()) as {
      workers: { name: string; state: string }[];
    };
    heard = workers.filter(({ state }) => state !== 'gone').map(({ name }) => name);
  }
}

/** The bars that each run of the task told of, in order; a run tells that it was started. */
function barsByRun({ messages }: Following): number[][] {
  const runs: number[][] = [];
  for (const { event, message, stage, bars_done: bars } of messages) {
    if (event === 'progress' && message === 'Started') runs.push([]);
    else if (event === 'progress' && stage === 'simulating') runs.at(-1)?.push(bars as number);
  }
  return runs;
}

const toldBars = (client: Following, run: number): number => barsByRun(client)[run]?.at(-1) ?? 0;

const hasCompleted = ({ messages }: Following): boolean =>
  messages.some(({ event }) => event === 'completed');

function expectEachMessageOnce(clients: readonly Following[]): void {
  for (const { messages } of clients) {
    const seqs = messages.slice(1).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => seqs[0] + index));
    expect(messages.filter(({ event }) => event === 'completed')).toHaveLength(1);
  }
}

const isBuilt = existsSync(join(PROJECT, WORKER));
const described = isBuilt ? describe : describe.skip;

described(`a long backtest (needs ${WORKER})`, () => {
  let undisturbed: unknown;

  it('leaves nothing of its checkpoints behind', async () => {
    const worker = startWorker('calm');
    const { id, clients } = await submit();
    await untilKept(id, 1);
    await clients[0].ended();
    expect(await countKept(id)).toBe(0);
    undisturbed = (await result(id)).result_digest;
    expect(await worker.stop('SIGTERM')).toBe(0);
  }, 120_000);

  it('is gone on with by other workers where it was last kept, also in its checks', async () => {
    const { id, clients } = await submit();
    const [client] = clients;
    const lost = startWorker('lost');
    await client.until(() => toldBars(client, 0) > 0);
    const toldThen = toldBars(client, 0);
    // One piece may be under way.
    await untilKept(id, (await countKept(id)) + 2);
    await lost.stop('SIGKILL');

    const heir = startWorker('heir');
    await client.until(() => toldBars(client, 1) > 0);
    expect(barsByRun(client)[1][0]).toBeGreaterThanOrEqual(toldThen);
    await client.until(() => toldBars(client, 1) === BARS);
    const before = await countKept(id);
    await untilKept(id, before + 1);
    await heir.stop('SIGKILL');

    const last = startWorker('last');
    await Promise.all(clients.map((one) => one.ended()));
    // The simulation itself was over: only its checks were gone on with.
    expect(barsByRun(client)[2].every((bars) => bars === BARS)).toBe(true);
    expectEachMessageOnce(clients);
    expect(await result(id)).toMatchObject({ status: 'completed', result_digest: undisturbed });
    expect(await countKept(id)).toBe(0);
    expect(await last.stop('SIGTERM')).toBe(0);
  }, 180_000);

  it('is kept and given back by a worker that is told to end, and gone on with there', async () => {
    const { id, clients } = await submit();
    const [client] = clients;
    const leaving = startWorker('leaving', { SHUTDOWN_GRACE_SECONDS: '1', CHECKPOINT_SECONDS: '3600' });
    await client.until(() => toldBars(client, 0) > 0);
    expect(await leaving.stop('SIGTERM')).toBe(0);
    const told = toldBars(client, 0);
    expect(await countKept(id)).toBe(1);

    const next = startWorker('next');
    await Promise.all(clients.map((one) => one.ended()));
    expect(barsByRun(client)[1][0]).toBeGreaterThanOrEqual(told);
    expectEachMessageOnce(clients);
    expect(await result(id)).toMatchObject({ status: 'completed', result_digest: undisturbed });
    expect(await next.stop('SIGTERM')).toBe(0);
  }, 120_000);

  it('has one result where its worker wakes up late or goes on without Redis, while another has the task', async () => {
    const link = await openLink(api.redis.url);
    const frozen = startWorker('frozen');
    const alone = startWorker('alone', { REDIS_URL: link.url });
    // Neither run may be over before the other has begun.
    await untilHeard(['frozen', 'alone']);
    const runs = await Promise.all([submit(), submit()]);
    await Promise.all(runs.map(({ id }) => untilKept(id, 1)));
    frozen.signal('SIGSTOP');
    link.cut();

    const heirs = [startWorker('heir-1'), startWorker('heir-2')];
    // On a quick machine the one without Redis is done before it is missed: then nobody else has to begin.
    for (const { clients } of runs)
      await clients[0].until(() => toldBars(clients[0], 1) > 0 || hasCompleted(clients[0]));
    frozen.signal('SIGCONT');
    link.mend();
    for (const { id, clients } of runs) {
      await Promise.all(clients.map((one) => one.ended()));
      // Nothing of the late one comes between what its heir tells.
      for (const bars of barsByRun(clients[0])) {
        expect(bars).toEqual([...bars].sort((left, right) => left - right));
      }
      expectEachMessageOnce(clients);
      expect(await result(id)).toMatchObject({ status: 'completed', result_digest: undisturbed });
      expect(await countKept(id)).toBe(0);
    }
    for (const worker of [...heirs, frozen, alone]) expect(await worker.stop('SIGTERM')).toBe(0);
    link.close();
  }, 180_000);
});
