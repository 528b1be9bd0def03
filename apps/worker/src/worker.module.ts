import { Module, type ModuleMetadata } from '@nestjs/common';
import type { AppConfig } from '#config';
import { computeConcurrency, QUEUE_NAMES, queueDefinition, type QueueName } from '#jobs';
import { withLogContext } from '#observability';
import { QueueWorkerModule } from '#queue';
import { HeartbeatModule } from '#task-persistence';
import { HANDLERS } from './handlers/handler-map.js';
import { HandlersModule } from './handlers/handlers.module.js';
import { createWorkerName, type WorkerOptions } from './worker-options.js';

/** The modules that make an application a worker. */
export function createWorkerImports(options: WorkerOptions): NonNullable<ModuleMetadata['imports']> {
  const worker = QueueWorkerModule.register({
    ...options,
    handlers: HANDLERS,
    imports: [HandlersModule],
    around: withLogContext,
  });
  const queues = options.queues ?? QUEUE_NAMES;
  const work = (config: AppConfig) => ({ queues, concurrency: countJobsAtOnce(queues, options, config) });
  return [worker, HeartbeatModule.register({ kind: 'worker', name: options.name, work })];
}

/** Over all queues of the worker. */
function countJobsAtOnce(queues: readonly QueueName[], options: WorkerOptions, config: AppConfig): number {
  const limitOf = (queue: QueueName): number =>
    options.concurrency ?? computeConcurrency(queueDefinition(queue), config);
  return queues.reduce((sum, queue) => sum + limitOf(queue), 0);
}

/** A worker for every queue, as part of another application. The root imports `ConfigModule.forRoot`. */
@Module({
  imports: createWorkerImports({ queues: undefined, concurrency: undefined, name: createWorkerName() }),
})
export class WorkerModule {}
