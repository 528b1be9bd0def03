import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '#config';
import { isFinal } from '#domain';
import { TASK_STORE, type TaskSnapshot, type TaskStore } from '#jobs';
import { startTestApi, type TestApi } from '../../../apps/api/src/testing/start-test-api.js';
import { createWorkerImports } from '../../../apps/worker/src/worker.module.js';

export type Json = Record<string, never>;

/** An API and a worker that does what it queues, on real stores. */
export class ServedRuns {
  private constructor(
    readonly api: TestApi,
    private readonly worker: INestApplicationContext,
  ) {}

  static async start(): Promise<ServedRuns> {
    const api = await startTestApi();
    const config = loadConfig({
      REDIS_URL: api.redis.url,
      DATABASE_URL: api.databaseUrl,
      SHUTDOWN_GRACE_SECONDS: '1',
    });
    const module = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot(config),
        ...createWorkerImports({
          ...{ queues: ['backtest', 'strategy', 'analytics'], concurrency: undefined, name: 'w1' },
        }),
      ],
    }).compile();
    return new ServedRuns(api, await module.init());
  }

  async stop(): Promise<void> {
    await this.worker.close();
    await this.api.stop();
  }

  async read(path: string): Promise<Json> {
    return (await (await this.api.get(`/api/v1/${path}`)).json()) as Json;
  }

  async post(path: string, body: object): Promise<Json> {
    const answer = await this.api.post(`/api/v1/${path}`, body);
    return { ...((await answer.json()) as object), status: answer.status } as unknown as Json;
  }

  /** Submits and waits for the end, however it is. */
  async finish(path: string, body: object): Promise<TaskSnapshot> {
    const answer = (await this.post(path, body)) as unknown as { task_id: string; status: number };
    expect(answer).toMatchObject({ status: 202 });
    // The durable record ends first, then what the api reads.
    const store = this.api.app.get<TaskStore>(TASK_STORE);
    for (;;) {
      const task = await store.find(answer.task_id);
      if (task && isFinal(task.status)) return task;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  /** The same for what has to end well; gives the task. */
  async work(path: string, body: object): Promise<string> {
    const { id, status, error } = await this.finish(path, body);
    expect([status, error]).toEqual(['completed', null]);
    return id;
  }
}
