import { once } from 'node:events';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { BarRepository, createBarColumns, InstrumentRepository } from '#database';
import { RUN_HISTORY, TASK_STORE, type RunHistory, type TaskEnding, type TaskStore } from '#jobs';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';

const DAY = 86_400_000;
const strategy = {
  ...{ version: 1, name: 'Above its mean', symbols: ['WAVE'] },
  rules: { long: { enter: 'close > sma(close,5)', exit: 'close < sma(close,5)' } },
};

let api: TestApi;
let id: string;

beforeAll(async () => {
  api = await startTestApi();
  const head = { symbol: 'WAVE', name: null, calendar: 'always', timeZone: 'UTC', currency: 'USD' };
  await api.app.get(InstrumentRepository).save(head);
  const bars = createBarColumns(60);
  bars.openTime.forEach((_, row) => {
    bars.openTime[row] = row * DAY;
    bars.open[row] = bars.high[row] = bars.low[row] = bars.close[row] = 100 + Math.sin(row);
  });
  await api.app
    .get(BarRepository)
    .upsertBars({ symbol: 'WAVE', timeframe: '1d', bars, provider: 'test', runId: 'test' });
  ({ strategy_id: id } = await (await api.post('/api/v1/strategies', { strategy })).json());
});

afterAll(() => api.stop());

const validate = async (body: unknown, of = id) => {
  const answer = await api.post(`/api/v1/strategies/${of}/validate`, body);
  return { status: answer.status, body: await answer.json() };
};

const result = async () => {
  const answer = await api.get(`/api/v1/strategies/${id}/validation`);
  return { status: answer.status, body: await answer.json() };
};

/** Ends the task as a worker does. */
async function finish(taskId: string, summary: object): Promise<void> {
  const [history, store] = [api.app.get<RunHistory>(RUN_HISTORY), api.app.get<TaskStore>(TASK_STORE)];
  const opened = await history.open(taskId, 'w1', Date.now());
  if (opened.state !== 'opened') throw new Error(opened.state);
  const { fence } = opened;
  await store.open(taskId, { fence, attempt: 1, worker: 'w1', startedAt: Date.now() });
  const ending = { status: 'completed', outcome: 'ok', error: null, summary, finishedAt: Date.now() };
  await history.finish(taskId, fence, ending as TaskEnding);
  await store.append(taskId, fence, { event: 'completed', ending: ending as TaskEnding });
}

const connectError = async (path: string): Promise<unknown> => {
  const socket = io(`${api.base}${path}`, { forceNew: true, transports: ['websocket'] });
  const error = await new Promise((resolve) => socket.once('connect_error', resolve));
  socket.close();
  return error;
};

it('a strategy that was not validated has no dry run to look at or to follow', async () => {
  expect(await result()).toMatchObject({ status: 404, body: { code: 'TASK_NOT_FOUND' } });
  expect(await connectError(`/ws/strategy/${id}`)).toMatchObject({ data: { code: 'TASK_NOT_FOUND' } });
  expect(await connectError('/ws/strategy/none')).toMatchObject({ data: { code: 'STRATEGY_NOT_FOUND' } });
});

it('a dry run is queued, followed at the address of the strategy, and tells what it found', async () => {
  const { status, body } = await validate({ start_date: '1970-01-05' });
  expect(status).toBe(202);
  expect(body).toMatchObject({
    ...{ strategy_id: id, version: 1, status: 'started', websocket_url: `/ws/strategy/${id}` },
    links: { result: `/api/v1/strategies/${id}/validation` },
  });
  const task = await api.app.get<RunHistory>(RUN_HISTORY).find(body.task_id);
  expect(task).toMatchObject({
    ...{ job: 'strategy_validation', queue: 'strategy' },
    payload: { strategy_id: id, version: 1, request: { timeframe: '1d', startDate: '1970-01-05' } },
  });
  expect(await result()).toMatchObject({ status: 409, body: { code: 'TASK_NOT_FINISHED' } });

  const socketIo = io(`${api.base}${body.websocket_url}`, { forceNew: true, transports: ['websocket'] });
  const plain = new WebSocket(api.base.replace('http', 'ws') + body.websocket_url);
  const [[first]] = await Promise.all([once(plain, 'message'), once(plain, 'open')]);
  expect(JSON.parse(String(first))).toMatchObject({ event: 'snapshot', task_id: body.task_id });
  const completed = new Promise<object>((resolve) => socketIo.once('completed', resolve));
  await new Promise<void>((resolve) => socketIo.once('snapshot', () => resolve()));
  await finish(body.task_id, { strategy_id: id, version: 1, valid: true });
  expect(await completed).toMatchObject({
    task_id: body.task_id,
    metrics: { valid: true },
    links: { result: `/api/v1/strategies/${id}/validation` },
  });
  socketIo.close();
  plain.terminate();
  expect(await result()).toMatchObject({
    status: 200,
    body: { task_id: body.task_id, valid: true, version: 1 },
  });
});

it('what can not be run is refused with all its faults, and nothing is queued', async () => {
  const before = await result();
  const { status, body } = await validate({ timeframe: '1h', end_date: 'soon' });
  expect(status).toBe(422);
  expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(
    expect.arrayContaining(['/end_date']),
  );
  expect((await validate({}, 'none')).status).toBe(404);
  expect((await validate({ strategy_version: 7 })).body.errors).toMatchObject([
    { path: '/strategy_version' },
  ]);
  expect(await result()).toEqual(before);
});

it('a version that is null is the newest', async () => {
  expect(await validate({ strategy_version: null })).toMatchObject({ status: 202, body: { version: 1 } });
});

it('a dry run needs no body', async () => {
  const answer = await fetch(`${api.base}/api/v1/strategies/${id}/validate`, { method: 'POST' });
  expect(answer.status).toBe(202);
});
