import fc from 'fast-check';
import { NO_PROGRESS, type NewTask, type TaskEvent } from '#jobs';
import { MemoryTaskStore } from '../testing/memory-task-store.js';
import type { FoundTask } from '../tasks/task-lookup.js';
import type { TaskMessage } from './task-message.js';
import { MAX_WAITING, TaskSequence, type TaskSource } from './task-sequence.js';

const ID = 't1';
const task: NewTask = {
  id: ID,
  job: 'backtest_run',
  queue: 'backtest',
  slot: null,
  payload: {},
  submitter: 'test',
  createdAt: 0,
};
const progress: TaskEvent = { event: 'progress', progress: NO_PROGRESS };
const completed: TaskEvent = {
  event: 'completed',
  ending: {
    status: 'completed',
    outcome: 'ok',
    error: null,
    summary: { metrics: { trades: 3 } },
    finishedAt: 9,
  },
};

class Client {
  readonly messages: TaskMessage[] = [];
  ended = false;
  /** Set: the client takes nothing more until it resolves. */
  blocked: Promise<void> | undefined;

  send(message: TaskMessage): Promise<void> | void {
    this.messages.push(message);
    return this.blocked;
  }

  end(): void {
    this.ended = true;
  }

  get heard(): string[] {
    return this.messages.map((message) => `${message.event}${message.data.reset ? '!' : ''} ${message.seq}`);
  }
}

function sourceOf(store: MemoryTaskStore): TaskSource {
  return {
    now: () => 0,
    eventsAfter: (taskId, seq) => store.eventsAfter(taskId, seq),
    find: async (taskId) => {
      const snapshot = await store.find(taskId);
      return snapshot && { task: snapshot, source: 'redis', seq: snapshot.seq };
    },
  };
}

async function found(source: TaskSource): Promise<FoundTask> {
  return (await source.find(ID)) as FoundTask;
}

async function prepare(events: number, keep?: number, isHeard?: (event: { seq: number }) => boolean) {
  const store = new MemoryTaskStore(keep, isHeard);
  await store.create(task);
  await store.open(ID);
  for (let index = 0; index < events; index++) await store.append(ID, 1, progress);
  const source = sourceOf(store);
  const client = new Client();
  const sequence = new TaskSequence(ID, source, client);
  await store.watch(ID, (event) => sequence.receive(event));
  return { store, source, client, sequence };
}

/** Long enough for any chain of promises that waits for nothing outside. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('TaskSequence', () => {
  it('begins with a snapshot that carries the number of the newest event, and goes on after it', async () => {
    const { store, source, client, sequence } = await prepare(3);
    await sequence.begin(await found(source));
    await store.append(ID, 1, progress);
    await store.append(ID, 1, completed);
    await settle();
    expect(client.heard).toEqual(['snapshot 3', 'progress 4', 'completed 5']);
    expect(client.ended).toBe(true);
  });

  it('gives a client that comes back what it missed, and no snapshot', async () => {
    const { store, source, client, sequence } = await prepare(4);
    await sequence.begin(await found(source), 2);
    await store.append(ID, 1, completed);
    await settle();
    expect(client.heard).toEqual(['progress 3', 'progress 4', 'completed 5']);
  });

  it('starts over with reset when what was missed is no longer kept', async () => {
    const { source, client, sequence } = await prepare(10, 3);
    await sequence.begin(await found(source), 2);
    expect(client.heard).toEqual(['snapshot! 10']);
  });

  it('starts over with reset when what lies before a heard event is no longer kept', async () => {
    const { store, source, client, sequence } = await prepare(1, 2, (event) => event.seq > 5);
    await sequence.begin(await found(source));
    for (let count = 0; count < 6; count++) await store.append(ID, 1, progress);
    await settle();
    expect(client.heard[0]).toBe('snapshot 1');
    expect(client.heard[1]).toMatch(/^snapshot! [67]$/);
    expect(client.messages.at(-1)?.seq).toBe(7);
  });

  it('starts over with reset for a number that the task has not reached', async () => {
    const { source, client, sequence } = await prepare(2);
    await sequence.begin(await found(source), 99);
    expect(client.heard).toEqual(['snapshot! 2']);
  });

  it('answers a finished task with snapshot, its final message, and the end', async () => {
    const { store, source, client, sequence } = await prepare(1);
    await store.append(ID, 1, completed);
    await sequence.begin(await found(source));
    expect(client.heard).toEqual(['snapshot 2', 'completed 2']);
    expect(client.messages[1].data).toMatchObject({ metrics: { trades: 3, costs: {} }, status: 'completed' });
    expect(client.ended).toBe(true);
  });

  it('tells of the ending that only the database knows, whatever number the client has', async () => {
    for (const lastSeq of [0, 7]) {
      const { store } = await prepare(1);
      await store.append(ID, 1, completed);
      const { task } = await found(sourceOf(store));
      const client = new Client();
      const source = sourceOf(new MemoryTaskStore());
      await new TaskSequence(ID, source, client).begin({ task, source: 'database', seq: 0 }, lastSeq);
      expect(client.heard).toEqual(['snapshot! 0', 'completed 0']);
      expect(client.ended).toBe(true);
    }
  });

  it('ends at once when a finished task has nothing new for the client', async () => {
    const { store, source, client, sequence } = await prepare(1);
    await store.append(ID, 1, completed);
    await sequence.begin(await found(source), 2);
    expect(client.heard).toEqual([]);
    expect(client.ended).toBe(true);
  });

  it('finds at the next check what was published while nobody heard', async () => {
    const { store, source, client, sequence } = await prepare(0, undefined, (event) => event.seq < 2);
    await sequence.begin(await found(source));
    await store.append(ID, 1, progress);
    await store.append(ID, 1, progress);
    await store.append(ID, 1, completed);
    await settle();
    expect(client.heard).toEqual(['snapshot 0', 'progress 1']);
    await sequence.check();
    expect(client.heard).toEqual(['snapshot 0', 'progress 1', 'progress 2', 'completed 3']);
  });

  it('starts over when the numbers of a task began again', async () => {
    const { store, source, client, sequence } = await prepare(5);
    await sequence.begin(await found(source));
    await store.create(task);
    await store.append(ID, 1, progress);
    await settle();
    await sequence.check();
    await store.append(ID, 1, progress);
    await settle();
    expect(client.heard).toEqual(['snapshot 5', 'snapshot! 1', 'progress 2']);
  });

  it('holds no more than so many events for a slow client, and still leaves none out', async () => {
    const { store, source, client, sequence } = await prepare(0);
    let release = (): void => undefined;
    client.blocked = new Promise((resolve) => (release = resolve));
    const begun = sequence.begin(await found(source));
    for (let index = 0; index < MAX_WAITING * 3; index++) await store.append(ID, 1, progress);
    await settle();
    expect(client.heard).toEqual(['snapshot 0']);
    expect((sequence as unknown as { waiting: unknown[] }).waiting.length).toBeLessThanOrEqual(MAX_WAITING);
    client.blocked = undefined;
    release();
    await begun;
    await settle();
    expect(client.messages.map((message) => message.seq)).toEqual(
      Array.from({ length: MAX_WAITING * 3 + 1 }, (_, seq) => seq),
    );
  });

  it('lives through a store that is away and goes on after the next check', async () => {
    const { store, source, client } = await prepare(1);
    let away = true;
    const flaky: TaskSource = {
      ...source,
      eventsAfter: (taskId, seq) =>
        away ? Promise.reject(new Error('away')) : source.eventsAfter(taskId, seq),
    };
    const sequence = new TaskSequence(ID, flaky, client);
    await store.watch(ID, (event) => sequence.receive(event));
    await sequence.begin(await found(source), 0);
    expect(client.heard).toEqual([]);
    expect(client.ended).toBe(false);
    away = false;
    await sequence.check();
    expect(client.heard).toEqual(['progress 1']);
  });

  it('misses nothing that comes at the very moment at which it had nothing left to do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(16), { minLength: 1, maxLength: 20 }), async (pauses) => {
        const { store, source, client, sequence } = await prepare(0);
        await sequence.begin(await found(source));
        for (const pause of pauses) {
          await store.append(ID, 1, progress);
          for (let turn = 0; turn < pause; turn++) await Promise.resolve();
        }
        await store.append(ID, 1, completed);
        await settle();
        expect(client.ended).toBe(true);
        assertWhole(client.messages, pauses.length + 1, undefined);
      }),
      { numRuns: 200 },
    );
  });

  it('gives every number once and in order, whatever the order in which things happen', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.record({
          before: fc.nat(6),
          after: fc.nat(12),
          keep: fc.integer({ min: 1, max: 60 }),
          lastSeq: fc.option(fc.nat(8), { nil: undefined }),
          unheard: fc.uniqueArray(fc.integer({ min: 1, max: 20 })),
          /** How many turns of the microtask queue lie between two appends of one step. */
          pauses: fc.array(fc.nat(12), { maxLength: 4 }),
        }),
        async (scheduler, { before, after, keep, lastSeq, unheard, pauses }) => {
          const store = new MemoryTaskStore(keep, (event) => !unheard.includes(event.seq));
          await store.create(task);
          await store.open(ID);
          for (let index = 0; index < before; index++) await store.append(ID, 1, progress);
          const plain = sourceOf(store);
          const slow: TaskSource = {
            now: () => 0,
            find: scheduler.scheduleFunction((taskId: string) => plain.find(taskId)),
            eventsAfter: scheduler.scheduleFunction((taskId: string, seq: number) =>
              plain.eventsAfter(taskId, seq),
            ),
          };
          const client = new Client();
          const send = client.send.bind(client);
          const sequence = new TaskSequence(ID, slow, {
            send: scheduler.scheduleFunction(async (message: TaskMessage) => send(message)),
            end: () => client.end(),
          });
          await store.watch(ID, (event) => sequence.receive(event));
          void slow.find(ID).then((first) => sequence.begin(first as FoundTask, lastSeq));
          const steps = Array.from({ length: after }, () => ({
            label: 'append',
            builder: async () => {
              await store.append(ID, 1, progress);
              for (const pause of pauses) {
                for (let turn = 0; turn < pause; turn++) await Promise.resolve();
                await store.append(ID, 1, progress);
              }
            },
          }));
          const last = { label: 'complete', builder: () => store.append(ID, 1, completed) };
          scheduler.scheduleSequence([...steps, last]);
          await scheduler.waitIdle();
          void sequence.check();
          await scheduler.waitIdle();
          expect(client.ended).toBe(true);
          assertWhole(client.messages, before + after * (1 + pauses.length) + 1, lastSeq);
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** A snapshot sets the number, each event raises it by one, and only the final message may repeat a snapshot's. */
function assertWhole(messages: readonly TaskMessage[], newest: number, lastSeq: number | undefined): void {
  let position = lastSeq;
  for (const message of messages) {
    if (message.event === 'snapshot') position = message.seq;
    else if (message.final && message.seq === position) expect(message).toBe(messages.at(-1));
    else {
      expect(message.seq).toBe((position ?? Number.NaN) + 1);
      position = message.seq;
    }
  }
  expect(position).toBe(newest);
  const finals = messages.filter((message) => message.final).length;
  const hadAll = lastSeq === newest && messages.length === 0;
  expect(finals).toBe(hadAll ? 0 : 1);
}
