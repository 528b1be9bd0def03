import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '#config';
import { DatabaseModule, ScheduleRepository, SlotRepository } from '#database';
import {
  CRON_JOBS,
  planSlots,
  RUN_HISTORY,
  TASK_STORE,
  toSlotTaskId,
  toTimeline,
  type RunHistory,
} from '#jobs';
import { JobProducer, QueueModule } from '#queue';
import { TaskPersistenceModule } from '#task-persistence';
import { Housekeeping } from '../../../apps/scheduler/src/housekeeping.js';
import { ScheduleWatch } from '../../../apps/scheduler/src/schedule-watch.js';
import { SlotEnqueuer, type SlotSink } from '../../../apps/scheduler/src/slot-enqueuer.js';
import {
  createTestDatabase,
  startTestRedis,
  type TestDatabase,
  type TestRedis,
} from '../../support/stores.js';

const MINUTE = 60_000;
/** A Friday at noon in New York, far ahead, so that no slot is due while the test runs. */
const NOON = Date.parse('2040-11-23T17:00:00Z');

let redis: TestRedis;
let testDatabase: TestDatabase;
let app: INestApplicationContext;

beforeEach(async () => {
  [redis, testDatabase] = await Promise.all([startTestRedis({ appendOnly: true }), createTestDatabase()]);
  const config = loadConfig({ REDIS_URL: redis.url, DATABASE_URL: testDatabase.url });
  const imports = [ConfigModule.forRoot(config), DatabaseModule, TaskPersistenceModule, QueueModule];
  app = await (await Test.createTestingModule({ imports }).compile()).init();
});

afterEach(async () => {
  await app.close();
  await redis.stop();
  await testDatabase.drop();
});

function createScheduler(jobs = CRON_JOBS): SlotEnqueuer {
  const stores = {
    sink: app.get(JobProducer),
    schedules: app.get(ScheduleRepository),
    ledger: app.get(SlotRepository),
  };
  return new SlotEnqueuer(stores, jobs);
}

const housekeeping = () =>
  new Housekeeping(app.get<RunHistory>(RUN_HISTORY), app.get(TASK_STORE), app.get(JobProducer));

/** The ids of the tasks of all slots in [from, to), by the plan. */
function plannedIds(from: number, to: number): string[] {
  return CRON_JOBS.flatMap((job) =>
    planSlots(job, toTimeline(job), { from, to }).fires.map((slot) => toSlotTaskId(job.name, slot)),
  ).sort();
}

const recordedIds = async () => (await app.get<RunHistory>(RUN_HISTORY).active()).map(({ id }) => id).sort();

describe('schedulers on real stores', () => {
  it('plan each slot once, two of them side by side, one of which comes and goes', async () => {
    const [first, second] = [createScheduler(), createScheduler()];
    const created: string[] = [];
    for (let now = NOON; now < NOON + 10 * MINUTE; now += 10_000) {
      const isGone = now >= NOON + 3 * MINUTE && now < NOON + 6 * MINUTE;
      const steps = isGone ? [second.step(now)] : [first.step(now), second.step(now)];
      created.push(...(await Promise.all(steps)).flat());
    }
    const planned = plannedIds(NOON, NOON + 11 * MINUTE - 10_000);
    expect(created.sort()).toEqual(planned);
    expect(await recordedIds()).toEqual(planned);
    const counts = Object.values(await app.get(JobProducer).counts());
    expect(counts.reduce((sum, { delayed }) => sum + delayed, 0)).toBe(planned.length);
  }, 60_000);

  it('make up for slots that were thought to be planned and are on no record, once the watch has seen it', async () => {
    const jobs = CRON_JOBS.filter(({ name }) => name === 'news');
    const [schedules, ledger] = [app.get(ScheduleRepository), app.get(SlotRepository)];
    let isLosing = false;
    const sink: SlotSink = {
      plan: async (task) => isLosing || app.get(JobProducer).plan(task),
    };
    const scheduler = new SlotEnqueuer({ sink, schedules, ledger }, jobs);
    const watch = new ScheduleWatch({ schedules, ledger }, jobs);
    const slotsOf = async () => (await ledger.listRuns('news', 100)).map(({ at }) => (at - NOON) / MINUTE);
    await ledger.addSkipped('news', [{ slot: NOON, reason: 'paused', detail: null }]);
    await scheduler.step(NOON + MINUTE);
    isLosing = true;
    for (let minute = 10; minute <= 90; minute += 10) await scheduler.step(NOON + minute * MINUTE);
    isLosing = false;
    expect(await slotsOf()).toEqual([0]);
    const now = NOON + 91 * MINUTE;
    const [late] = await watch.step(now);
    expect(late).toMatchObject({ job: 'news', slot: NOON + 30 * MINUTE, isUnplanned: true });
    scheduler.replan(late.job, late.slot);
    await scheduler.step(now);
    expect(await slotsOf()).toEqual([90, 60, 30, 0]);
    expect(await watch.step(now + MINUTE)).toEqual([]);
  });

  it('find a slot again whose delayed job is lost', async () => {
    const [id] = await createScheduler().step(NOON);
    const producer = app.get(JobProducer);
    const task = (await app.get<RunHistory>(RUN_HISTORY).find(id))!;
    expect(await producer.removeWaiting(id, task.queue)).toBe(true);
    expect(await housekeeping().step(NOON + MINUTE)).toEqual([id]);
    expect(await producer.isQueued(id, task.queue)).toBe(true);
  });

  // What was put on record while Redis was away is queued when it is back, whatever the policy: the worker decides on it.
  it.each([
    ['skip', [11, 5, 1, 0]],
    ['latest', [11, 10, 4, 1, 0]],
    ['all', [11, 10, 9, 8, 7, 6, 5, 2, 1, 0]],
  ] as const)(
    'lose no slot while Redis is away for ten minutes: by the policy %s the minutes %j are queued, the others written down as missed',
    async (policy, queued: readonly number[]) => {
      const quotes = CRON_JOBS.filter(({ name }) => name === 'stock_quotes').map((row) => {
        return { ...row, misfire: { policy, graceMs: 6 * MINUTE } };
      });
      const scheduler = createScheduler(quotes);
      await scheduler.step(NOON);
      await redis.kill();
      for (const minute of [1, 5]) {
        await expect(scheduler.step(NOON + minute * MINUTE)).rejects.toThrow('could not be planned');
      }
      await redis.restart();
      const producer = app.get(JobProducer);
      await waitFor(() => producer.counts());
      await scheduler.step(NOON + 11 * MINUTE);
      await housekeeping().step(NOON + 12 * MINUTE);
      const runs = await app.get(SlotRepository).listRuns('stock_quotes', 100);
      const minutesOf = (isRun: boolean) =>
        runs.filter(({ taskId }) => (taskId !== null) === isRun).map(({ at }) => (at - NOON) / MINUTE);
      expect(minutesOf(true)).toEqual(queued);
      const all = Array.from({ length: 12 }, (_, minute) => 11 - minute);
      expect(minutesOf(false)).toEqual(all.filter((minute) => !queued.includes(minute)));
      for (const { taskId, skipped } of runs) {
        if (taskId === null) expect(skipped?.reason).toBe('misfire');
        else expect([taskId, await producer.isQueued(taskId, 'market_hours')]).toEqual([taskId, true]);
      }
    },
    60_000,
  );
});

async function waitFor(work: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await work();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
