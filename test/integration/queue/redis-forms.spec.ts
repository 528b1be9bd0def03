import { jest } from '@jest/globals';
import type { HandlerResult } from '#jobs';
import { assertRedisIsSafe, describeRedis } from '#redis';
import {
  startClusterRedis,
  startSentinelRedis,
  startTlsRedis,
  type RedisTopology,
} from '../../support/redis-topologies.js';
import { createStubbornHandler, QueueStand } from './queue-stand.js';

jest.setTimeout(120_000);

const fine: HandlerResult = { outcome: 'ok', summary: {} };

const FORMS: [string, () => Promise<RedisTopology>][] = [
  ['TLS with a password and an authority of its own', startTlsRedis],
  ['Sentinel', startSentinelRedis],
  ['a Cluster of three', startClusterRedis],
];

describe.each(FORMS)('over %s', (_, start) => {
  let topology: RedisTopology;
  let stand: QueueStand;

  beforeAll(async () => {
    topology = await start();
    stand = await QueueStand.open(topology.url);
  });
  afterAll(async () => {
    await stand.close();
    topology.stop();
  });

  test('a task goes from its submission to its end, with every event', async () => {
    const worker = await stand.startWorker({ cleanup: async () => fine });
    const id = await stand.submit();
    expect(await stand.ended(id)).toMatchObject({ status: 'completed' });
    expect((await stand.events(id)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect((await stand.producer.counts()).default).toMatchObject({ waiting: 0, active: 0 });
    await worker.stop();
  });

  test('a running task is cancelled, and a worker steered', async () => {
    const { handler, begun } = createStubbornHandler();
    const worker = await stand.startWorker({ cleanup: handler }, { worker: 'steered' });
    const id = await stand.submit();
    await begun;
    await stand.cancellation.cancel(id, { keepPartial: false });
    expect((await stand.ended(id)).status).toBe('cancelled');
    expect((await stand.control.tell(['steered'], { name: 'ping' })).silent).toEqual([]);
    await worker.stop();
  });

  test('it is asked whether it is safe, and described', async () => {
    await assertRedisIsSafe(stand.connections.tasks);
    expect((await describeRedis(stand.connections.tasks)).version).toMatch(/^\d+\.\d+/);
  });
});

test('a failover of Sentinel costs no task: the replica goes on where the master ended', async () => {
  const topology = await startSentinelRedis();
  const stand = await QueueStand.open(topology.url);
  await stand.startWorker({ cleanup: async () => fine });
  await stand.ended(await stand.submit());
  topology.killMaster();
  const task = stand.newTask();
  // While nobody is master the submission is refused, and repeating it is safe.
  await stand.until(() =>
    stand.producer.enqueue({ ...task }).catch(() => (stand.history.rows.delete(task.id), false)),
  );
  expect(await stand.ended(task.id)).toMatchObject({ status: 'completed' });
  await stand.close();
  topology.stop();
});

test('a Cluster is refused where any of its masters may throw keys away', async () => {
  const topology = await startClusterRedis();
  const stand = await QueueStand.open(topology.url);
  const [, master] = await stand.connections.servers();
  await master.config('SET', 'maxmemory-policy', 'allkeys-lru');
  await expect(QueueStand.open(topology.url)).rejects.toMatchObject({ code: 'REDIS_UNSAFE' });
  await stand.close();
  topology.stop();
});
