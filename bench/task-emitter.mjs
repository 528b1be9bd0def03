/** A worker's part for bench/sockets.mjs, in a process of its own: tasks that tell of their progress, without burning CPU. */
import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, loadConfig } from '#config';
import { NO_PROGRESS, TASK_STORE } from '#jobs';
import { TaskPersistenceModule } from '#task-persistence';

const module = class Emitter {};
const imports = [ConfigModule.forRoot(loadConfig()), TaskPersistenceModule];
const app = await NestFactory.createApplicationContext({ module, imports }, { logger: ['error', 'warn'] });
const store = app.get(TASK_STORE);
const now = () => performance.timeOrigin + performance.now();
const of = { fence: 1, attempt: 1, worker: 'bench' };

async function open(id) {
  await store.create({
    ...{ id, job: 'backtest_run', queue: 'backtest', slot: null, payload: {}, submitter: 'bench' },
    createdAt: Date.now(),
  });
  await store.open(id, { ...of, startedAt: Date.now() });
}

/** The message of each progress is the instant at which the worker told it. */
async function emit(id, { events, everyMs }) {
  await delay(Math.random() * everyMs);
  for (let k = 0; k < events; k += 1) {
    const progress = {
      ...NO_PROGRESS,
      percent: (100 * k) / events,
      message: String(now()),
      stage: 'simulating',
    };
    await store.append(id, of.fence, { event: 'progress', progress });
    await delay(everyMs);
  }
  const ending = { status: 'completed', outcome: 'ok', error: null, summary: {}, finishedAt: Date.now() };
  await store.append(id, of.fence, { event: 'completed', ending });
}

process.on('message', async ({ ids, pace }) => {
  if (pace) await Promise.all(ids.map((id) => emit(id, pace)));
  else await Promise.all(ids.map(open));
  process.send('done');
});
process.on('disconnect', () => void app.close());
process.send('ready');
