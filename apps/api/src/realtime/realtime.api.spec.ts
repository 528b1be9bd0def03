import { once } from 'node:events';
import { connect } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import { NO_PROGRESS, TASK_STORE, type NewTask, type TaskEnding, type TaskStore } from '#jobs';
import { JobProducer } from '#queue';
import { keys, RedisConnections } from '#redis';
import { startTestApi, type TestApi } from '../testing/start-test-api.js';
import { TaskWatch } from './task-watch.service.js';

type Heard = { event: string; seq: number; [member: string]: unknown };

let api: TestApi;
let store: TaskStore;
let count = 0;

beforeAll(async () => {
  api = await startTestApi();
  store = api.app.get<TaskStore>(TASK_STORE);
});

afterAll(() => api.stop());

async function startTask(events: number): Promise<string> {
  const task: NewTask = {
    id: `task-${++count}`,
    job: 'backtest_run',
    queue: 'backtest',
    slot: null,
    payload: { strategy: {}, request: {} },
    submitter: 'test',
    createdAt: Date.now(),
  };
  await api.app.get(JobProducer).enqueue(task);
  await store.open(task.id, { fence: 1, attempt: 1, worker: 'w1', startedAt: Date.now() });
  for (let done = 1; done <= events; done++) await progress(task.id, done);
  return task.id;
}

function progress(taskId: string, percent: number) {
  return store.append(taskId, 1, { event: 'progress', progress: { ...NO_PROGRESS, percent } });
}

function complete(taskId: string) {
  const ending: TaskEnding = {
    status: 'completed',
    outcome: 'ok',
    error: null,
    summary: { metrics: { trades: 1 } },
    finishedAt: Date.now(),
  };
  return store.append(taskId, 1, { event: 'completed', ending });
}

const brief = (heard: readonly Heard[]): string[] =>
  heard.map(({ event, seq, reset }) => `${event}${reset ? '!' : ''} ${seq}`);

const EVENTS = ['snapshot', 'progress', 'partial', 'retrying', 'completed', 'failed', 'cancelled', 'timeout'];

function openSocketIo(taskId: string, auth: object = {}): { socket: Socket; heard: Heard[] } {
  const socket = io(`${api.base}/ws/backtest/${taskId}`, { auth, forceNew: true, transports: ['websocket'] });
  const heard: Heard[] = [];
  for (const event of EVENTS) socket.on(event, (data: object) => heard.push({ event, ...data } as Heard));
  return { socket, heard };
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition() && tries < 800; tries++)
    await new Promise((resolve) => setTimeout(resolve, 5));
}

type Refusal = Error & { data?: unknown };

const refused = (socket: Socket) =>
  new Promise<Refusal>((resolve) => socket.once('connect_error', (error: Refusal) => resolve(error)));

const ended = (socket: Socket) => new Promise<string>((resolve) => socket.once('disconnect', resolve));

function openNamespace(path: string): Socket {
  return io(`${api.base}${path}`, { forceNew: true, transports: ['websocket'] });
}

async function openWebSocket(path: string): Promise<{ socket: WebSocket; heard: Heard[] }> {
  const socket = new WebSocket(api.base.replace('http', 'ws') + path);
  const heard: Heard[] = [];
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString()) as Heard));
  await once(socket, 'open');
  return { socket, heard };
}

async function readEvents(taskId: string, headers: Record<string, string> = {}): Promise<string[]> {
  const answer = await api.get(`/api/v1/backtest/events/${taskId}`, headers);
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const blocks = (await answer.text()).split('\n\n').filter((block) => block.startsWith('id:'));
  return blocks.map((block) => {
    const [, id, event, data] = /^id: (\d+)\nevent: (\w+)\ndata: (.*)$/.exec(block) ?? [];
    expect(JSON.parse(data)).toMatchObject({ task_id: taskId, seq: Number(id) });
    return `${event} ${id}`;
  });
}

describe('Socket.IO on /ws/backtest/{task_id}', () => {
  it('begins with a snapshot, brings every event, and ends after the final one', async () => {
    const taskId = await startTask(2);
    const { socket, heard } = openSocketIo(taskId);
    await until(() => heard.length === 1);
    await progress(taskId, 50);
    const end = ended(socket);
    await complete(taskId);
    expect(await end).toBe('io server disconnect');
    expect(brief(heard)).toEqual(['snapshot 2', 'progress 3', 'completed 4']);
    expect(heard[0]).toMatchObject({
      task_id: taskId,
      status: 'running',
      attempt: 1,
      progress: 2,
      source: 'redis',
    });
    expect(heard[1]).toMatchObject({ task_id: taskId, attempt: 1, progress: 50, stage: 'queued' });
    expect(heard[2]).toMatchObject({
      metrics: { trades: 1 },
      links: { result: `/api/v1/backtest/result/${taskId}` },
    });
  });

  it('gives a client that comes back the events after its last one', async () => {
    const taskId = await startTask(5);
    await complete(taskId);
    const { socket, heard } = openSocketIo(taskId, { last_seq: 3 });
    await ended(socket);
    expect(brief(heard)).toEqual(['progress 4', 'progress 5', 'completed 6']);
  });

  it('starts over with a reset where the events in between were trimmed', async () => {
    const taskId = await startTask(2);
    const { socket, heard } = openSocketIo(taskId);
    await until(() => heard.length === 1);
    await api.app.get(RedisConnections).tasks.hset(keys.task(taskId), 'seq', '50');
    await progress(taskId, 60);
    await until(() => heard.length === 2);
    expect(brief(heard)).toEqual(['snapshot 2', 'snapshot! 51']);
    socket.close();
  });

  it('answers a finished task with snapshot, final message and disconnect', async () => {
    const taskId = await startTask(1);
    await complete(taskId);
    const { socket, heard } = openSocketIo(taskId);
    await ended(socket);
    expect(brief(heard)).toEqual(['snapshot 2', 'completed 2']);
  });

  it('refuses an unknown task with its code, and a number that is none', async () => {
    const unknown = openSocketIo('nobody').socket;
    const error = await refused(unknown);
    expect(error.data).toMatchObject({ code: 'TASK_NOT_FOUND' });
    unknown.close();
    const taskId = await startTask(0);
    const wrong = openSocketIo(taskId, { last_seq: 'x' }).socket;
    const refusal = await refused(wrong);
    expect(refusal.data).toMatchObject({ code: 'PARAMETER_INVALID' });
    wrong.close();
  });

  it('forgets the namespaces of those who left', async () => {
    const taskId = await startTask(0);
    const { socket, heard } = openSocketIo(taskId);
    await until(() => heard.length === 1);
    expect(api.app.get(TaskWatch).listeners).toBe(1);
    socket.close();
    await until(() => api.app.get(TaskWatch).listeners === 0);
    expect(api.app.get(TaskWatch).listeners).toBe(0);
  });
});

describe('a plain WebSocket on the same path', () => {
  it('carries the same messages as JSON text', async () => {
    const taskId = await startTask(1);
    const { socket, heard } = await openWebSocket(`/ws/backtest/${taskId}`);
    await until(() => heard.length === 1);
    await progress(taskId, 60);
    const end = once(socket, 'close');
    await complete(taskId);
    expect((await end)[0]).toBe(1000);
    expect(brief(heard)).toEqual(['snapshot 1', 'progress 2', 'completed 3']);
  });

  it('resumes with last_seq', async () => {
    const taskId = await startTask(3);
    await complete(taskId);
    const { socket, heard } = await openWebSocket(`/ws/backtest/${taskId}?last_seq=2`);
    await once(socket, 'close');
    expect(brief(heard)).toEqual(['progress 3', 'completed 4']);
  });

  it('says which task it does not know, and closes', async () => {
    const { socket, heard } = await openWebSocket('/ws/backtest/nobody');
    const [code] = await once(socket, 'close');
    expect(code).toBe(4404);
    expect(heard).toMatchObject([{ event: 'connect_error', code: 'TASK_NOT_FOUND' }]);
  });

  it.each([
    ['/ws/other', undefined, 404],
    ['/', undefined, 404],
    ['/ws/backtest/x', 'https://stranger.example', 403],
  ])('is refused at %s from %s with %i', async (path, origin, status) => {
    const socket = new WebSocket(api.base.replace('http', 'ws') + path, { origin });
    const [error] = await once(socket, 'error');
    expect((error as Error).message).toContain(String(status));
  });
});

describe('server-sent events', () => {
  it('carry the same messages with their numbers as ids', async () => {
    const taskId = await startTask(2);
    const reading = readEvents(taskId);
    await until(() => api.app.get(TaskWatch).listeners === 1);
    await complete(taskId);
    expect(await reading).toEqual(['snapshot 2', 'completed 3']);
  });

  it('resume with Last-Event-ID', async () => {
    const taskId = await startTask(3);
    await complete(taskId);
    expect(await readEvents(taskId, { 'last-event-id': '1' })).toEqual([
      'progress 2',
      'progress 3',
      'completed 4',
    ]);
  });
});

it('lets its clients go when it stops', async () => {
  const other = await startTestApi();
  const listener = io(`${other.base}/ws/backtest/none`, { reconnection: false, transports: ['websocket'] });
  await refused(listener);
  const task: NewTask = {
    id: 'left-open',
    job: 'backtest_run',
    queue: 'backtest',
    slot: null,
    payload: {},
    submitter: 'test',
    createdAt: Date.now(),
  };
  await other.app.get(JobProducer).enqueue(task);
  const stream = await other.get('/api/v1/backtest/events/left-open');
  const watcher = io(`${other.base}/ws/backtest/left-open`, { forceNew: true, transports: ['websocket'] });
  await new Promise((resolve) => watcher.once('snapshot', resolve));
  const left = ended(watcher);
  const socket = new WebSocket(`${other.base.replace('http', 'ws')}/ws/backtest/left-open`);
  await once(socket, 'message');
  const closed = once(socket, 'close');
  // As browsers open some ahead of need.
  const silent = connect(Number(new URL(other.base).port), '127.0.0.1').on('error', () => undefined);
  await once(silent, 'connect');
  await other.stop();
  expect((await closed)[0]).toBe(1001);
  // From any other reason a client does not come back by itself.
  expect(['transport close', 'transport error']).toContain(await left);
  expect(watcher.active).toBe(true);
  watcher.close();
  expect(await stream.text()).toContain('event: snapshot');
});

describe('many tasks over one connection', () => {
  it('come each in its own sequence, and one that is done leaves the others', async () => {
    const [first, second] = [await startTask(1), await startTask(2)];
    const socket = openNamespace('/ws/tasks');
    const heard: Heard[] = [];
    for (const event of EVENTS) socket.on(event, (data: object) => heard.push({ event, ...data } as Heard));
    const wish = { task_ids: [first, second, 'nothing', second], last_seq: { [second]: 1 } };
    const answer = await socket.emitWithAck('subscribe', wish);
    expect(answer).toEqual({ subscribed: [first, second], refused: { nothing: 'TASK_NOT_FOUND' } });
    const of = (id: string) => brief(heard.filter(({ task_id }) => task_id === id));
    await until(() => of(first).length > 0 && of(second).length > 0);
    await complete(first);
    await until(() => of(first).includes('completed 2'));
    await progress(second, 50);
    await until(() => of(second).includes('progress 3'));
    expect(of(first)).toEqual(['snapshot 1', 'completed 2']);
    expect(of(second)).toEqual(['progress 2', 'progress 3']);
    expect(socket.connected).toBe(true);
    expect(await socket.emitWithAck('unsubscribe', { task_ids: [second, first] })).toEqual({
      unsubscribed: [second],
    });
    await progress(second, 60);
    socket.disconnect();
    await until(() => api.app.get(TaskWatch).listeners === 0);
    expect(api.app.get(TaskWatch).listeners).toBe(0);
    expect(of(second)).toHaveLength(2);
  });

  it('takes what can’t be read for a wish for nothing', async () => {
    const socket = openNamespace('/ws/tasks');
    for (const wish of [null, 'x', { task_ids: 7 }, { task_ids: [null, {}] }]) {
      expect(await socket.emitWithAck('subscribe', wish)).toEqual({ subscribed: [], refused: {} });
    }
    socket.disconnect();
  });
});

describe('the monitor', () => {
  it('tells the figures of queues and workers to whoever looks on', async () => {
    const socket = openNamespace('/ws/monitor');
    const [figures] = (await once(socket as never, 'monitor')) as [Record<string, unknown>];
    expect(figures).toMatchObject({ at: expect.stringMatching(/Z$/) as string, workers: [] });
    expect(figures.queues).toContainEqual(expect.objectContaining({ name: 'backtest', paused: false }));
    socket.disconnect();
  });
});
