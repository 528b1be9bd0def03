import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { follow } from '../support/follow.js';
import { NewcomerHouse } from '../support/newcomer-house.js';
import { randomWalkCsv } from '../support/random-walk.js';
import { longRun, smaCrossRun } from './strategies.js';

jest.setTimeout(180_000);

const MINUTES = randomWalkCsv({ bars: 100_000, seed: 3, start: '2020-01-01', stepMs: 60_000, daily: false });
const DAYS = randomWalkCsv({ bars: 300, seed: 4, start: '2020-01-01', stepMs: 86_400_000, daily: true });

let house: NewcomerHouse;
beforeAll(async () => {
  house = await NewcomerHouse.open();
  await house.api.send(
    'POST',
    '/api/v1/market-data/bars/import?symbol=LONG&timeframe=1m',
    MINUTES,
    'text/csv',
  );
  await house.api.send('POST', '/api/v1/market-data/bars/import?symbol=SHORT&timeframe=1d', DAYS, 'text/csv');
});
afterAll(() => house?.close());

async function submit(run: object): Promise<{ id: string; address: string }> {
  const { status, body } = await house.api.post('/api/v1/backtest/run', run);
  expect(status).toBe(202);
  return { id: body.task_id as string, address: house.api.base + body.websocket_url };
}

it('finishes a run once and only once after its worker was killed in the middle', async () => {
  const { id, address } = await submit(longRun('LONG'));
  const following = follow(address);
  const lost = await house.startWorker('lost');
  await following.until(({ event, bars_done: done }) => event === 'progress' && (done as number) > 0);
  // Frozen first, so that it can't finish between the look and the blow.
  lost.signal('SIGSTOP');
  const caught = await house.api.get(`/api/v1/backtest/status/${id}`);
  await lost.stop('SIGKILL');
  expect(caught.body).toMatchObject({ status: 'running', attempt: 1 });

  const rescuer = await house.startWorker('rescuer');
  await following.ended();
  const events = following.messages.map(({ event }) => event);
  expect(events.filter((event) => event === 'completed')).toHaveLength(1);
  const seqs = following.messages.slice(1).map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, index) => seqs[0] + index));

  const again = await submit(longRun('LONG'));
  await follow(again.address).ended();
  const [rescued, undisturbed] = await Promise.all(
    [id, again.id].map((task) => house.api.get(`/api/v1/backtest/result/${task}`)),
  );
  expect(rescued.body.result_digest).toBe(undisturbed.body.result_digest);
  const { body: told } = await house.api.get(`/api/v1/admin/tasks/${id}`);
  expect(told.timeline).toMatchObject([
    { worker: 'lost', attempt: 1, outcome: 'lost' },
    { worker: 'rescuer', attempt: 1, outcome: 'completed' },
  ]);
  expect(await rescuer.stop('SIGTERM')).toBe(0);
});

it('loses no queued task when Redis is restarted', async () => {
  const tasks = await Promise.all(Array.from({ length: 5 }, () => submit(smaCrossRun('SHORT'))));
  await house.redis.restart();
  const worker = await house.startWorker('after-restart');
  for (const { id } of tasks) {
    await untilStatus(id, 'completed');
  }
  expect(await worker.stop('SIGTERM')).toBe(0);
});

it('keeps a worker working over a restart of Redis', async () => {
  const worker = await house.startWorker('during-restart');
  await house.redis.restart();
  const { id } = await submit(smaCrossRun('SHORT'));
  await untilStatus(id, 'completed');
  expect(await worker.stop('SIGTERM')).toBe(0);
});

it('ends the API on SIGTERM', async () => {
  expect(await house.apiProduct.stop('SIGTERM')).toBe(0);
});

async function untilStatus(id: string, wanted: string): Promise<void> {
  for (;;) {
    const { body } = await house.api.get(`/api/v1/backtest/status/${id}`);
    if (body.status === wanted) return;
    expect(['pending', 'running']).toContain(body.status);
    await delay(100);
  }
}
