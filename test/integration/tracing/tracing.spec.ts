import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Writable } from 'node:stream';
import { ConfigModule, loadConfig } from '#config';
import { BarRepository, createBarColumns, InstrumentRepository } from '#database';
import { isFinal } from '#domain';
import { AROUND_STEP, TASK_STORE, TRACEPARENT, type TaskStore } from '#jobs';
import { createLogger, inSpan, TracingModule } from '#observability';
import { startTestApi, type TestApi } from '../../../apps/api/src/testing/start-test-api.js';
import { createWorkerImports } from '../../../apps/worker/src/worker.module.js';
import { startStubCollector, type SentSpan, type StubCollector } from './stub-collector.js';

const MINUTE = 60_000;
/** Enough that a search is worth more than one task. */
const BARS = 20_000;
const CALLER = '0af7651916cd43dd8448eb211c80319c';

const rule = (direction: string): string => `cross_${direction}(sma(close, fast), sma(close, slow))`;
const RUN = {
  strategy: {
    ...{ version: 1, name: 'secret sauce', symbols: ['WAVE'], params: { fast: 5, slow: 20 } },
    rules: { long: { enter: rule('up'), exit: rule('down') } },
  },
  timeframe: '1m',
};

let collector: StubCollector;
let api: TestApi;
let worker: INestApplicationContext;
let backtest: string;
let search: string;

beforeAll(async () => {
  collector = await startStubCollector();
  api = await startTestApi({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  await storeBars();
  worker = await startWorker();
  backtest = await run('/api/v1/backtest/run', RUN, { traceparent: `00-${CALLER}-b7ad6b7169203331-01` });
  const axis = (min: number, max: number) => ({ min, max, step: 1 });
  const space = {
    params: { fast: axis(2, 40), slow: axis(41, 100) },
    objective: 'return_pct',
    max_trials: 3_000,
  };
  search = await run('/api/v1/optimise/run', { ...RUN, ...space });
  await worker.close();
  await api.stop();
}, 180_000);

afterAll(() => collector.close());

async function storeBars(): Promise<void> {
  const instrument = { symbol: 'WAVE', name: null, calendar: 'always', timeZone: 'UTC', currency: 'USD' };
  await api.app.get(InstrumentRepository).save(instrument);
  const bars = createBarColumns(BARS);
  for (let row = 0; row < BARS; row += 1) {
    const close = 100 + 20 * Math.sin(row / 40);
    bars.openTime[row] = Date.UTC(2020, 0, 1) + row * MINUTE;
    bars.open[row] = bars.close[row] = close;
    bars.high[row] = close + 1;
    bars.low[row] = close - 1;
    bars.volume[row] = 1_000;
  }
  const origin = { provider: 'test', runId: 'test' };
  await api.app.get(BarRepository).upsertBars({ symbol: 'WAVE', timeframe: '1m', bars, ...origin });
}

async function startWorker(): Promise<INestApplicationContext> {
  const config = loadConfig({ REDIS_URL: api.redis.url, DATABASE_URL: api.databaseUrl });
  const imports = createWorkerImports({ queues: ['backtest'], name: 'w1' });
  const module = await Test.createTestingModule({
    imports: [
      ConfigModule.forRoot(config),
      TracingModule.register('unused', TRACEPARENT, AROUND_STEP),
      ...imports,
    ],
  }).compile();
  return module.init();
}

async function run(path: string, body: object, headers = {}): Promise<string> {
  const answer = await api.post(path, body, headers);
  expect(answer.status).toBe(202);
  const { task_id: taskId } = (await answer.json()) as { task_id: string };
  const store = api.app.get<TaskStore>(TASK_STORE);
  for (;;) {
    const task = await store.find(taskId);
    if (task && isFinal(task.status)) return taskId;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function runSpanOf(taskId: string): SentSpan {
  return collector.spans.find(({ attributes }) => attributes['barkeep.task.id'] === taskId)!;
}

const childrenOf = ({ spanId }: SentSpan): SentSpan[] =>
  collector.spans.filter(({ parentSpanId }) => parentSpanId === spanId);

const requestSpanOf = (name: string): SentSpan => collector.spans.find((span) => span.name === name)!;

describe('traces', () => {
  it('lead from the request of a caller over the queue to the engine thread', () => {
    const request = requestSpanOf('POST /api/v1/backtest/run');
    const ran = runSpanOf(backtest);
    expect(request).toMatchObject({
      traceId: CALLER,
      parentSpanId: 'b7ad6b7169203331',
      attributes: { 'http.route': '/api/v1/backtest/run', 'http.response.status_code': 202 },
    });
    expect(ran).toMatchObject({
      ...{ name: 'run backtest_run', traceId: CALLER, parentSpanId: request.spanId },
      attributes: { 'barkeep.status': 'completed', 'messaging.destination.name': 'backtest' },
    });
    const engine = childrenOf(ran).find(({ name }) => name === 'engine thread run')!;
    expect(engine.traceId).toBe(CALLER);
    expect(engine.attributes).toMatchObject({ 'barkeep.engine.bars': BARS });
    expect(engine.attributes['barkeep.engine.bars_per_second']).toBeGreaterThan(0);
  });

  it('lead from a task to the tasks that it asks for, and to their threads', () => {
    const leader = runSpanOf(search);
    expect(leader.parentSpanId).toBe(requestSpanOf('POST /api/v1/optimise/run').spanId);
    const tasks = childrenOf(leader).filter(({ name }) => name === 'run optimise_trials');
    expect(tasks.length).toBeGreaterThan(0);
    for (const task of tasks) expect(task.traceId).toBe(leader.traceId);
    const threads = [leader, ...tasks].flatMap(childrenOf).map(({ name }) => name);
    expect(threads).toContain('engine thread search');
  });

  it('show what the database is asked for, by calls and by runs, and nothing that belongs to neither', () => {
    for (const parent of [requestSpanOf('POST /api/v1/backtest/run'), runSpanOf(backtest)]) {
      const asked = childrenOf(parent).filter(({ name }) => name.startsWith('sql '));
      expect(asked.length).toBeGreaterThan(0);
      expect(asked[0].attributes).toEqual({ 'db.system.name': 'postgresql' });
    }
    const alone = collector.spans.filter((span) => span.name.startsWith('sql ') && !span.parentSpanId);
    expect(alone).toEqual([]);
  });

  it('name the app and hold nothing of what was sent', () => {
    expect([...collector.services]).toEqual(['barkeep-api']);
    const told = JSON.stringify(collector.spans);
    for (const secret of ['secret sauce', 'WAVE', api.redis.url, api.databaseUrl]) {
      expect(told).not.toContain(secret);
    }
  });

  it('are found from log lines, which carry their ids', async () => {
    const config = loadConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    const imports = [ConfigModule.forRoot(config), TracingModule.register('test', TRACEPARENT, AROUND_STEP)];
    const traced = await Test.createTestingModule({ imports }).compile();
    await traced.init();
    const lines: string[] = [];
    const sink = new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) });
    const log = createLogger({ ...loadConfig({}), LOG_LEVEL: 'info' }, 'test', sink);
    await inSpan({ name: 'outer' }, async () => log.info('inside'));
    log.info('outside');
    await traced.close();
    const sent = requestSpanOf('outer');
    expect(JSON.parse(lines[0])).toMatchObject({ trace_id: sent.traceId, span_id: sent.spanId });
    expect(JSON.parse(lines[1])).not.toHaveProperty('trace_id');
  });
});
