import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { AppConfig } from '#config';
import { QUEUE_NAMES, queueDefinition, type QueueName } from '#jobs';
import { createProcessor, JobRunner, processorToken } from '#queue';
import { RedisConnections } from '#redis';
import { EnginePool } from '../../../apps/worker/src/engine/engine-pool.js';
import { WorkerAppModule } from '../../../apps/worker/src/worker-app.module.js';

/** A lost worker's jobs are given to another one within seconds. */
const RECOVERY = { lockMs: 2_000, stalledCheckMs: 500 };

/** A worker as it is run, but for how soon it is missed. */
export async function startWeekWorker(config: AppConfig, name: string): Promise<INestApplicationContext> {
  const options = { queues: undefined, concurrency: undefined, name };
  const building = Test.createTestingModule({ imports: [WorkerAppModule.forRoot(config, options)] });
  // Nobody computes anything, and threads would need the built product.
  building.overrideProvider(EnginePool).useValue({ close: async () => undefined });
  for (const queue of QUEUE_NAMES) {
    building.overrideProvider(processorToken(queue)).useFactory({
      inject: [JobRunner, RedisConnections],
      factory: (runner: JobRunner, connections: RedisConnections) =>
        new (createProcessor(toProcessorOptions(queue, name, connections)))(runner),
    });
  }
  return (await building.compile()).init();
}

function toProcessorOptions(name: QueueName, worker: string, connections: RedisConnections) {
  const queue = { ...queueDefinition(name), ...RECOVERY, name };
  return { queue, concurrency: 2, name: worker, connection: connections.queueWorker() };
}
