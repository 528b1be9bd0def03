import { BarkeepError } from '#domain';
import { NO_PROGRESS, type HandlerResult } from '#jobs';
import { startTestRedis, type TestRedis } from '../../support/stores.js';
import { createStubbornHandler, QueueStand } from './queue-stand.js';

const fine: HandlerResult = { outcome: 'ok', summary: { answer: 42 } };

let redis: TestRedis;
let stand: QueueStand;

beforeAll(async () => {
  redis = await startTestRedis({ appendOnly: true });
});

beforeEach(async () => {
  stand = await QueueStand.open(redis.url);
  await stand.connections.tasks.flushall();
});

afterEach(() => stand.close());
afterAll(() => redis.stop());

const names = async (taskId: string) => (await stand.events(taskId)).map((event) => event.event);

describe('a run', () => {
  test('goes from waiting to its result, with progress 0 and 100 even where the handler reports none', async () => {
    await stand.startWorker({ cleanup: async () => fine });
    const id = await stand.submit();
    expect(await stand.ended(id)).toMatchObject({
      status: 'completed',
      outcome: 'ok',
      summary: { answer: 42 },
      attempt: 1,
    });
    const events = await stand.events(id);
    expect(events.map((event) => event.event)).toEqual(['progress', 'progress', 'completed']);
    expect(events.map((event) => event.seq)).toEqual([1, 2, 3]);
    expect(events.slice(0, 2)).toMatchObject([{ progress: { percent: 0 } }, { progress: { percent: 100 } }]);
  });

  test('never drops the progress that was reported last', async () => {
    await stand.startWorker({
      cleanup: async ({ report }) => {
        for (let percent = 1; percent <= 99; percent += 1) report({ ...NO_PROGRESS, percent });
        return fine;
      },
    });
    const id = await stand.submit();
    await stand.ended(id);
    const percents = (await stand.events(id)).flatMap((event) =>
      event.event === 'progress' ? event.progress.percent : [],
    );
    expect(percents).toEqual([0, 99, 100]);
  });

  test('is queued once, however often it is asked for', async () => {
    let runs = 0;
    const task = stand.newTask();
    expect(await stand.producer.enqueue(task)).toBe(true);
    expect(await stand.producer.enqueue(task)).toBe(false);
    await stand.producer.readd(task);
    await stand.startWorker({ cleanup: async () => ((runs += 1), fine) });
    await stand.ended(task.id);
    expect(runs).toBe(1);
  });

  test('is not begun where the record does not know the task', async () => {
    const worker = await stand.startWorker({ cleanup: async () => fine });
    expect(await worker.runner.run(stand.newTask())).toEqual({ kind: 'dropped' });
  });

  test('has its history written before anybody hears of its end', async () => {
    const id = await stand.submit();
    let known: string | undefined;
    await stand.store.watch(id, (event) => {
      if (event.event === 'completed') known = stand.history.rows.get(id)?.status;
    });
    await stand.startWorker({ cleanup: async () => fine });
    await stand.until(() => known !== undefined);
    expect(known).toBe('completed');
  });
});

describe('many tasks at once', () => {
  test('are queued in their order, each once', async () => {
    const started: string[] = [];
    const tasks = Array.from({ length: 30 }, () => stand.newTask());
    expect(await stand.producer.enqueue(tasks[7])).toBe(true);
    const areNew = await stand.producer.enqueueAll(tasks);
    expect(areNew).toEqual(tasks.map((_, place) => place !== 7));
    const worker = await stand.startWorker({
      cleanup: async ({ taskId }) => (started.push(taskId), fine),
    });
    worker.concurrency = 1;
    await Promise.all(tasks.map(({ id }) => stand.ended(id)));
    const rest = tasks.map(({ id }) => id).filter((id) => id !== tasks[7].id);
    expect(started.filter((id) => id !== tasks[7].id)).toEqual(rest);
    expect(started).toHaveLength(30);
  });

  test('of several queues come into theirs', async () => {
    await stand.producer.enqueueAll([stand.newTask(), stand.newTask('cleanup', 'analytics')]);
    const { default: asked, analytics } = await stand.producer.counts();
    expect([asked.waiting, analytics.waiting]).toEqual([1, 1]);
  });

  test('are all withdrawn where their jobs could not be added: none of them runs later', async () => {
    const tasks = [stand.newTask(), stand.newTask()];
    const create = stand.store.create.bind(stand.store);
    stand.store.create = async (task) => {
      if (task.id === tasks[1].id) throw new BarkeepError('STORE_UNAVAILABLE', 'Redis is away');
      return create(task);
    };
    await expect(stand.producer.enqueueAll(tasks)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    stand.store.create = create;
    for (const { id } of tasks) expect(await stand.history.find(id)).toBeUndefined();
  });
});

describe('a failure', () => {
  test('that may pass is tried again, and told as retrying with the task pending meanwhile', async () => {
    let runs = 0;
    await stand.startWorker(
      {
        backtest_run: async () => {
          runs += 1;
          if (runs === 1) throw new Error('the store sneezed');
          return fine;
        },
      },
      { queue: 'backtest' },
    );
    const id = await stand.submit('backtest_run', 'backtest', { strategy: {}, request: {} });
    await stand.until(() => stand.history.rows.get(id)?.status === 'pending' && runs === 1);
    expect(await stand.ended(id)).toMatchObject({ status: 'completed', attempt: 2 });
    expect(await names(id)).toEqual(['progress', 'retrying', 'progress', 'progress', 'completed']);
    const attempts = (await stand.events(id)).map((event) => event.attempt);
    expect(attempts).toEqual([1, 1, 2, 2, 2]);
  });

  test('that is permanent is not tried again', async () => {
    let runs = 0;
    await stand.startWorker(
      {
        backtest_run: async () => {
          runs += 1;
          throw new BarkeepError('DATA_MISSING', 'The bars of GOOG are gone');
        },
      },
      { queue: 'backtest' },
    );
    const id = await stand.submit('backtest_run', 'backtest', { strategy: {}, request: {} });
    const error = { code: 'DATA_MISSING', message: 'The bars of GOOG are gone' };
    expect(await stand.ended(id)).toMatchObject({ status: 'failed', error, attempt: 1 });
    expect(await names(id)).toEqual(['progress', 'failed']);
    expect(runs).toBe(1);
  });

  test('of the payload ends the task before its handler is called', async () => {
    await stand.startWorker({}, { queue: 'backtest' });
    const id = await stand.submit('backtest_run', 'backtest', { strategy: 'none' });
    expect(await stand.ended(id)).toMatchObject({ status: 'failed', error: { code: 'PAYLOAD_INVALID' } });
  });
});

describe('a time limit', () => {
  test('ends the run as timed out and does not try it again', async () => {
    const { handler } = createStubbornHandler();
    const settings = { MAX_CONCURRENT_BACKTESTS: 1, TASK_TIMEOUT_SECONDS: 0.05 };
    await stand.startWorker({ backtest_run: (context) => handler(context) }, { queue: 'backtest', settings });
    const id = await stand.submit('backtest_run', 'backtest', { strategy: {}, request: {} });
    expect(await stand.ended(id)).toMatchObject({
      status: 'timeout',
      error: { code: 'TASK_TIMEOUT' },
      attempt: 1,
    });
    expect(await names(id)).toEqual(['progress', 'timeout']);
  });

  test('holds even where a handler does not listen', async () => {
    const settings = { MAX_CONCURRENT_BACKTESTS: 1, TASK_TIMEOUT_SECONDS: 0.05 };
    const deaf = () => new Promise<never>(() => undefined);
    await stand.startWorker({ backtest_run: deaf }, { queue: 'backtest', settings, abortGraceMs: 20 });
    const id = await stand.submit('backtest_run', 'backtest', { strategy: {}, request: {} });
    expect(await stand.ended(id)).toMatchObject({ status: 'timeout' });
  });
});

describe('cancelling', () => {
  test('ends a waiting task at once, and its job never runs', async () => {
    const id = await stand.submit();
    expect(await stand.cancellation.cancel(id, { keepPartial: false })).toEqual({
      taskId: id,
      status: 'cancelled',
    });
    expect(await stand.ended(id)).toMatchObject({ status: 'cancelled', outcome: null });
    expect(await stand.producer.isQueued(id, 'default')).toBe(false);
    expect(await names(id)).toEqual(['cancelled']);
    expect(await stand.store.find(id)).toMatchObject({ cancelRequested: true });
    expect(await stand.history.find(id)).toMatchObject({ cancelRequested: true });
  });

  test('ends a task at once that waits for its next attempt, or for its slot, and neither runs later', async () => {
    let runs = 0;
    await stand.startWorker({
      backtest_run: async () => {
        runs += 1;
        throw new BarkeepError('STORE_UNAVAILABLE', 'away');
      },
    });
    const failed = await stand.submit('backtest_run', 'default', { strategy: {}, request: {} });
    const planned = { ...stand.newTask(), slot: Date.now() + 60_000 };
    await stand.producer.plan(planned);
    await stand.until(async () => (await stand.producer.counts()).default.delayed === 2);
    for (const id of [failed, planned.id]) {
      const { status } = await stand.cancellation.cancel(id, { keepPartial: false });
      expect(status).toBe('cancelled');
    }
    expect((await stand.producer.counts()).default).toMatchObject({ waiting: 0, active: 0, delayed: 0 });
    expect(await names(failed)).toEqual(['progress', 'retrying', 'cancelled']);
    expect(await stand.history.find(failed)).toMatchObject({ status: 'cancelled', attempt: 1 });
    expect(runs).toBe(1);
  });

  test('stops a running task on whichever worker has it, and hands on whether to keep its part', async () => {
    const { handler, begun } = createStubbornHandler();
    let keepPartial: boolean | undefined;
    await stand.startWorker(
      {
        cleanup: (context) => {
          context.signal.addEventListener('abort', () => (keepPartial = context.keepPartial));
          return handler(context);
        },
      },
      { heartbeatMs: 60_000 },
    );
    const id = await stand.submit();
    await begun;
    expect((await stand.cancellation.cancel(id, { keepPartial: true })).taskId).toBe(id);
    expect(await stand.ended(id)).toMatchObject({ status: 'cancelled', attempt: 1 });
    expect(keepPartial).toBe(true);
    expect(await names(id)).toEqual(['progress', 'cancelled']);
    await stand.until(async () => (await stand.producer.counts()).default.active === 0);
    expect((await stand.producer.counts()).default).toMatchObject({ failed: 0, completed: 1 });
  });

  test('reaches the worker by its heartbeat where the message is lost', async () => {
    const { handler, begun } = createStubbornHandler();
    await stand.startWorker({ cleanup: handler });
    const id = await stand.submit();
    await begun;
    await stand.store.requestCancel(id, false);
    expect(await stand.ended(id)).toMatchObject({ status: 'cancelled' });
  });

  test('keeps the ending that a handler wrote with what it had', async () => {
    await stand.startWorker({
      cleanup: async ({ signal }) => {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        const written = {
          status: 'cancelled',
          outcome: 'partial',
          error: null,
          summary: { bars: 7 },
          finishedAt: 1,
        } as const;
        return { outcome: 'partial', summary: { bars: 7 }, written };
      },
    });
    const id = await stand.submit();
    await stand.until(() => stand.history.rows.get(id)?.status === 'running');
    await stand.cancellation.cancel(id, { keepPartial: true });
    expect(await stand.ended(id)).toMatchObject({
      status: 'cancelled',
      outcome: 'partial',
      summary: { bars: 7 },
    });
  });

  test('refuses what is unknown or has ended', async () => {
    await stand.startWorker({ cleanup: async () => fine });
    const id = await stand.submit();
    await stand.ended(id);
    await expect(stand.cancellation.cancel(id, { keepPartial: false })).rejects.toMatchObject({
      code: 'TASK_FINISHED',
    });
    await expect(stand.cancellation.cancel('nobody', { keepPartial: false })).rejects.toMatchObject({
      code: 'TASK_NOT_FOUND',
    });
  });
});

describe('a lost worker', () => {
  const lock = { lockMs: 200, stalledCheckMs: 100 };

  test('has its task run by another, not counted as an attempt, and can not overwrite it', async () => {
    let release: (result: HandlerResult) => void = () => undefined;
    const late = new Promise<HandlerResult>((resolve) => (release = resolve));
    const lost = await stand.startWorker({ cleanup: () => late }, { lock, heartbeatMs: 60_000 });
    const id = await stand.submit();
    await stand.until(() => stand.history.rows.get(id)?.status === 'running');
    void lost.abandon();
    await stand.startWorker({ cleanup: async () => fine }, { lock });
    expect(await stand.ended(id)).toMatchObject({
      status: 'completed',
      worker: 'w2',
      attempt: 1,
      summary: { answer: 42 },
    });
    release({ outcome: 'ok', summary: { answer: 0 } });
    await stand.until(() => lost.runner.running === 0);
    expect(await stand.history.find(id)).toMatchObject({ summary: { answer: 42 }, fence: 2 });
    expect((await names(id)).filter((name) => name === 'completed')).toHaveLength(1);
  });

  test('that still breathes learns that another has its task, and stops', async () => {
    const { handler, begun } = createStubbornHandler();
    let reason: unknown;
    await stand.startWorker({
      cleanup: (context) => {
        context.signal.addEventListener('abort', () => (reason = context.signal.reason));
        return handler(context);
      },
    });
    const id = await stand.submit();
    await begun;
    const second = await stand.history.open(id, 'w9', Date.now());
    await stand.store.open(id, { fence: 2, attempt: 1, worker: 'w9', startedAt: Date.now() });
    await stand.until(() => reason !== undefined);
    expect(second).toMatchObject({ fence: 2, losses: 1 });
    expect(reason).toMatchObject({ code: 'RUN_FENCED' });
    expect(await stand.history.find(id)).toMatchObject({ status: 'running', worker: 'w9' });
  });

  test('runs a task again after the fourth loss of one, and ends it after the fifth', async () => {
    const [fourth, fifth] = [await stand.submit(), await stand.submit()];
    for (let loss = 0; loss < 4; loss += 1) await stand.history.open(fourth, 'gone', 1);
    for (let loss = 0; loss < 5; loss += 1) await stand.history.open(fifth, 'gone', 1);
    await stand.startWorker({ cleanup: async () => fine });
    expect(await stand.ended(fourth)).toMatchObject({ status: 'completed', losses: 4 });
    const ending = { status: 'failed', error: { code: 'WORKER_LOST' } };
    expect(await stand.ended(fifth)).toMatchObject(ending);
  });

  test('leaves a delivery behind that, after the end, only repeats the ending', async () => {
    let runs = 0;
    const worker = await stand.startWorker({ cleanup: async () => ((runs += 1), fine) });
    const id = await stand.submit();
    await stand.ended(id);
    const before = await stand.events(id);
    const task = { ...stand.newTask(), id };
    expect(await worker.runner.run(task)).toEqual({
      ...{ kind: 'ended', status: 'completed', outcome: 'ok', reason: null },
    });
    expect(await stand.events(id)).toEqual(before);
    expect(runs).toBe(1);
  });
});

describe('a task that ended on record while Redis was away', () => {
  test('is told as finished, not with the progress that was told last', async () => {
    const id = await stand.submit('cleanup');
    const task = { ...stand.newTask(), id };
    await stand.history.open(id, 'cut off', 1);
    await stand.store.open(id, { fence: 1, attempt: 1, worker: 'cut off', startedAt: 1 });
    const progress = { ...NO_PROGRESS, percent: 40, barsDone: 4, barsTotal: 10 };
    await stand.store.append(id, 1, { event: 'progress', progress });
    await stand.history.finish(id, 1, { status: 'completed', ...fine, error: null, finishedAt: 2 });
    const { runner } = await stand.startWorker({}, { queue: 'daily' });
    expect(await runner.run(task)).toMatchObject({ kind: 'ended', status: 'completed' });
    const done = { percent: 100, stage: 'done', barsDone: 10, barsTotal: 10 };
    expect(await stand.store.find(id)).toMatchObject({ status: 'completed', progress: done });
    expect(await names(id)).toEqual(['progress', 'progress', 'completed']);
  });
});

describe('a worker that shuts down', () => {
  test('gives its task to another at once, as no attempt', async () => {
    const { handler, begun } = createStubbornHandler();
    const leaving = await stand.startWorker({ cleanup: handler });
    const id = await stand.submit();
    await begun;
    await leaving.stop();
    expect(await stand.history.find(id)).toMatchObject({ status: 'pending', attempt: 0 });
    await stand.startWorker({ cleanup: async () => fine });
    expect(await stand.ended(id)).toMatchObject({ status: 'completed', attempt: 1, worker: 'w2' });
    expect(await names(id)).toEqual(['progress', 'retrying', 'progress', 'progress', 'completed']);
  });
});

describe('a worker that shuts down while Redis is away', () => {
  test('gives up its run on record and ends, though the job stays where it was', async () => {
    const { handler, begun } = createStubbornHandler();
    const leaving = await stand.startWorker({ cleanup: handler });
    const id = await stand.submit();
    await begun;
    await redis.kill();
    await leaving.stop();
    expect(await stand.history.find(id)).toMatchObject({ status: 'pending', attempt: 0 });
    await redis.restart();
  });
});

describe('a store that is away', () => {
  test('leaves nothing behind where the caller was told that the task was not accepted', async () => {
    const task = stand.newTask();
    const add = stand.store.create.bind(stand.store);
    stand.store.create = async () => {
      throw new BarkeepError('STORE_UNAVAILABLE', 'Redis is away');
    };
    await expect(stand.producer.enqueue(task)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    stand.store.create = add;
    expect(await stand.history.find(task.id)).toBeUndefined();
  });

  test('does not cost a result that was computed meanwhile', async () => {
    await stand.startWorker(
      {
        cleanup: async () => {
          stand.history.outage = new BarkeepError('STORE_UNAVAILABLE', 'PostgreSQL is away');
          return fine;
        },
      },
      { persistence: { tries: 1_000, pauseMs: 5 } },
    );
    const id = await stand.submit();
    await stand.until(() => stand.history.outage !== undefined);
    stand.history.outage = undefined;
    expect(await stand.ended(id)).toMatchObject({ status: 'completed', attempt: 1 });
  });

  test('in the middle of a run costs neither the run nor its numbers', async () => {
    let finish: (result: HandlerResult) => void = () => undefined;
    const result = new Promise<HandlerResult>((resolve) => (finish = resolve));
    let runs = 0;
    await stand.startWorker({
      cleanup: ({ report }) => {
        runs += 1;
        report({ ...NO_PROGRESS, percent: 40 });
        return result;
      },
    });
    const id = await stand.submit();
    const heard: number[] = [];
    await stand.store.watch(id, (event) => heard.push(event.seq));
    await stand.until(async () => (await stand.store.find(id))?.progress.percent === 40);
    await redis.restart();
    finish(fine);
    expect(await stand.ended(id)).toMatchObject({ status: 'completed', attempt: 1 });
    const seqs = (await stand.events(id)).map((event) => event.seq);
    expect(seqs).toEqual([1, 2, 3, 4]);
    await stand.until(() => heard.at(-1) === 4);
    expect(runs).toBe(1);
  });
});
