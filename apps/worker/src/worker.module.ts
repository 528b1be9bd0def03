import { Module, type ModuleMetadata } from '@nestjs/common';
import { QueueWorkerModule, WorkerLifecycle } from '#queue';
import { HeartbeatModule } from '#task-persistence';
import { HANDLERS } from './handlers/handler-map.js';
import { HandlersModule } from './handlers/handlers.module.js';
import { aroundRun, observeRun } from './observe-run.js';
import { createWorkerName, type WorkerOptions } from './worker-options.js';

/** The modules that make an application a worker. `shutdown` ends its process, where that is the worker's alone. */
export function createWorkerImports(
  options: Pick<WorkerOptions, 'name'> & Partial<WorkerOptions>,
  shutdown?: () => void,
): NonNullable<ModuleMetadata['imports']> {
  const worker = QueueWorkerModule.register({
    ...options,
    handlers: HANDLERS,
    imports: [HandlersModule],
    around: aroundRun,
    onRun: observeRun,
    shutdown,
  });
  const process = { kind: 'worker', name: options.name } as const;
  return [worker, HeartbeatModule.register(process, { imports: [worker], token: WorkerLifecycle })];
}

/** A worker for every queue, as part of another application. The root imports `ConfigModule.forRoot`. */
@Module({
  imports: createWorkerImports({ name: createWorkerName() }),
})
export class WorkerModule {}
