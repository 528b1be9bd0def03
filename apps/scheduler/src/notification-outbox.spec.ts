import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '#config';
import { DatabaseModule, NotificationRepository } from '#database';
import type { FinalStatus } from '#domain';
import { RUN_HISTORY, type JobName, type NewTask, type NotificationPayload, type RunHistory } from '#jobs';
import type { Freshness } from '#market-data';
import { createTestDatabase, type TestDatabase } from '../../../test/support/stores.js';
import { NotificationOutbox } from './notification-outbox.js';

const NOW = Date.parse('2026-11-20T15:00:00Z');
const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

let testDatabase: TestDatabase;
let app: INestApplicationContext;
let history: RunHistory;
let items: Freshness[];

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  const config = loadConfig({ DATABASE_URL: testDatabase.url });
  const imports = [ConfigModule.forRoot(config), DatabaseModule];
  app = await Test.createTestingModule({ imports }).compile();
  history = app.get(RUN_HISTORY);
  items = [];
});
afterEach(async () => {
  await app.close();
  await testDatabase.drop();
});

type Settings = ConstructorParameters<typeof NotificationOutbox>[1];

/** A scheduler that puts notifications on record; their queue is of no matter here. */
function createOutbox(settings: Partial<Settings> = {}, plan = (task: NewTask) => history.create(task)) {
  return new NotificationOutbox(
    {
      endings: app.get(NotificationRepository),
      freshness: { check: async () => items },
      sink: { plan },
    },
    { NOTIFY_URL: 'https://receiver', NOTIFY_ON: ['failed', 'completed'], ...settings },
  );
}

/** A task that came to its end at that instant. */
async function end(
  id: string,
  finishedAt: number,
  values: { status?: FinalStatus; job?: JobName; slot?: number } = {},
): Promise<void> {
  const { status = 'failed', job = 'health_check', slot = null } = values;
  await history.create({
    ...{ id, job, queue: 'default', slot, payload: {} },
    submitter: 'me',
    createdAt: NOW,
  });
  const error = status === 'failed' ? ({ code: 'INTERNAL', message: 'why' } as const) : null;
  await history.finishPending(id, { status, outcome: null, error, summary: { figure: 1 }, finishedAt });
}

const told = async (): Promise<Map<string, NotificationPayload>> => {
  const tasks = await history.active(['notification']);
  return new Map(tasks.map(({ id, payload }) => [id, payload as NotificationPayload]));
};
const ids = async () => [...(await told()).keys()].sort();

test('nothing that ended before anybody wanted to know is told', async () => {
  await end('old', NOW - DAY);
  expect(await createOutbox().step(NOW)).toBe(0);
  expect(await ids()).toEqual([]);
});

test('an ending is told once, by however many schedulers, also after a restart', async () => {
  const outboxes = [createOutbox(), createOutbox()];
  await Promise.all(outboxes.map((outbox) => outbox.step(NOW)));
  await end('a', NOW + 1_000);
  const counts = await Promise.all(outboxes.map((outbox) => outbox.step(NOW + 2_000)));
  expect(counts[0] + counts[1]).toBe(1);
  expect(await createOutbox().step(NOW + 3_000)).toBe(0);
  expect((await told()).get('notify-a')).toEqual({
    event: 'task.failed',
    at: '2026-11-20T15:00:01.000Z',
    data: {
      ...{ task_id: 'a', job: 'health_check', queue: 'default', submitter: 'me', slot: null },
      ...{ status: 'failed', outcome: null, attempt: 0, error: { code: 'INTERNAL', message: 'why' } },
      ...{ summary: { figure: 1 }, created_at: '2026-11-20T15:00:00.000Z', started_at: null },
      finished_at: '2026-11-20T15:00:01.000Z',
    },
  });
});

test('an ending that is committed late is told all the same', async () => {
  const outbox = createOutbox();
  await outbox.step(NOW);
  await outbox.step(NOW + HOUR);
  await end('late', NOW + 30 * MINUTE);
  expect(await outbox.step(NOW + HOUR + MINUTE)).toBe(1);
});

test('what ended while no scheduler ran is told by the next one, page after page', async () => {
  await createOutbox().step(NOW);
  await Promise.all(Array.from({ length: 201 }, (_, place) => end(`t${place}`, NOW + MINUTE + place)));
  expect(await createOutbox().step(NOW + 2 * DAY)).toBe(201);
  expect(await createOutbox().step(NOW + 2 * DAY)).toBe(0);
});

test('a notification that could not be put on record is so the next time', async () => {
  await createOutbox().step(NOW);
  await end('a', NOW + 1_000);
  const broken = createOutbox({}, () => Promise.reject(new Error('away')));
  await expect(broken.step(NOW + 2 * HOUR)).rejects.toThrow('away');
  expect(await createOutbox().step(NOW + 3 * HOUR)).toBe(1);
});

test('schedules that succeed, parts of a search, cancelled tasks and notifications are not told', async () => {
  const outbox = createOutbox();
  await outbox.step(NOW);
  await end('slot', NOW + 1, { status: 'completed', slot: NOW });
  await end('part', NOW + 1, { job: 'optimise_trials' });
  await end('cancelled', NOW + 1, { status: 'cancelled' });
  await end('notify-x', NOW + 1, { job: 'notification' });
  await end('asked', NOW + 1, { status: 'completed' });
  await end('slot that failed', NOW + 1, { slot: NOW + MINUTE });
  await end('too long', NOW + 1, { status: 'timeout' });
  await outbox.step(NOW + 2);
  expect(await ids()).toEqual(['notify-asked', 'notify-slot that failed', 'notify-too long']);
});

test('only what the settings name is told, and nothing that ended while they named no address', async () => {
  const onlyFailed = createOutbox({ NOTIFY_ON: ['failed'] });
  await onlyFailed.step(NOW);
  await end('good', NOW + 1, { status: 'completed' });
  expect(await onlyFailed.step(NOW + 2)).toBe(0);
  await createOutbox({ NOTIFY_URL: '' }).step(NOW + 3);
  await end('bad', NOW + 4);
  expect(await createOutbox().step(NOW + 5)).toBe(0);
});

test('late data are told once a day for each dataset', async () => {
  const late = { dataset: 'news', symbol: null, isFresh: false, expected: NOW, newest: null } as const;
  items = [late, { ...late, dataset: 'earnings', isFresh: true }];
  const outbox = createOutbox({ NOTIFY_ON: ['stale'] });
  expect([await outbox.step(NOW), await outbox.step(NOW + 2 * MINUTE)]).toEqual([1, 0]);
  expect(await createOutbox({ NOTIFY_ON: ['stale'] }).step(NOW + HOUR)).toBe(0);
  expect(await outbox.step(NOW + DAY)).toBe(1);
  expect((await told()).get('notify-stale-news-2026-11-20')).toEqual({
    event: 'data.stale',
    at: '2026-11-20T15:00:00.000Z',
    data: {
      ...{ dataset: 'news', count: 1 },
      items: [{ symbol: null, expected: '2026-11-20T15:00:00.000Z', newest: null }],
    },
  });
});
