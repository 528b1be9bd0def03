import { BullModule } from '@nestjs/bullmq';
import {
  Inject,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type FactoryProvider,
  type InjectionToken,
  type ModuleMetadata,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import {
  computeConcurrency,
  QUEUE_NAMES,
  queueDefinition,
  RUN_HISTORY,
  SCHEDULE_SOURCE,
  TASK_STORE,
  type HandlerMap,
  type QueueName,
  type RunHistory,
  type ScheduleSource,
  type TaskStore,
} from '#jobs';
import { RedisConnections } from '#redis';
import { assertHandlersMatch } from './assert-handlers-match.js';
import { createProcessor, type QueueProcessor } from './bullmq/queue-processor.js';
import { QueueWorker } from './bullmq/queue-worker.js';
import { ControlChannel } from './control-channel.js';
import { QueueModule } from './queue.module.js';
import { RecordKeeper } from './record-keeper.js';
import { JobRunner, type JobRunnerOptions } from './run/job-runner.js';
import type { ObservedRun } from './run/observed-run.js';
import { createSkipReason } from './run/skip-reason.js';
import { createTaskLogger } from './task-logger.js';
import { WorkerLifecycle } from './worker-lifecycle.js';

const HEARTBEAT_MS = 1_000;
const ABORT_GRACE_MS = 10_000;
const PERSISTENCE = { tries: 30, pauseMs: 1_000 };

export interface QueueWorkerModuleOptions {
  /** Token of the provider of the handler map, and the modules that it comes from. */
  handlers: InjectionToken;
  imports: ModuleMetadata['imports'];
  /** The queues to work on; all of the table when absent. */
  queues?: readonly QueueName[];
  /** Jobs at once in each queue, in place of what the table says. */
  concurrency?: number;
  /** The name of this worker; unique among those that run. */
  name: string;
  /** Wraps each run, so that log lines written inside carry the task's id, and its trace goes on. */
  around?: JobRunnerOptions['around'];
  /** Told of every run that was opened, once it is over. */
  onRun?: (run: ObservedRun) => void;
  /** Ends the process in order; absent where the process is not this worker's alone. */
  shutdown?: () => void;
}

/** Under this token stands the processor of a queue. */
export const processorToken = (queue: QueueName): string => `processor of ${queue}`;

/** Makes an application a worker: it takes jobs once it is up, and gives back what is unfinished when it goes down. */
@Module({})
export class QueueWorkerModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(@Inject(WorkerLifecycle) private readonly lifecycle: WorkerLifecycle) {}

  static register(options: QueueWorkerModuleOptions): DynamicModule {
    BullModule.workerClass = QueueWorker;
    const queues = options.queues ?? QUEUE_NAMES;
    return {
      module: QueueWorkerModule,
      imports: [QueueModule, ...(options.imports ?? [])],
      providers: [
        runnerProvider(options),
        ...queues.map((queue) => processorProvider(queue, options)),
        {
          provide: WorkerLifecycle,
          inject: [JobRunner, ControlChannel, RecordKeeper, APP_CONFIG, ...queues.map(processorToken)],
          useFactory: (
            runner: JobRunner,
            control: ControlChannel,
            records: RecordKeeper,
            settings: AppConfig,
            ...processors: QueueProcessor[]
          ) =>
            new WorkerLifecycle({
              ...{ name: options.name, processors, runner, control, records, shutdown: options.shutdown },
              shutdownGraceMs: settings.SHUTDOWN_GRACE_SECONDS * 1_000,
            }),
        },
      ],
      exports: [WorkerLifecycle],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.lifecycle.start();
  }

  /** Before the framework closes its workers. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.lifecycle.stop();
  }
}

function runnerProvider({
  handlers,
  name,
  around,
  onRun,
}: QueueWorkerModuleOptions): FactoryProvider<JobRunner> {
  return {
    provide: JobRunner,
    inject: [RUN_HISTORY, SCHEDULE_SOURCE, TASK_STORE, RecordKeeper, handlers, APP_CONFIG],
    useFactory: (
      history: RunHistory,
      schedules: ScheduleSource,
      store: TaskStore,
      records: RecordKeeper,
      map: HandlerMap,
      settings: AppConfig,
    ) => {
      assertHandlersMatch(map);
      return new JobRunner({
        ...{ history, store, records, handlers: map, settings, worker: name, around, onRun },
        skipReason: createSkipReason(history, schedules),
        logger: createTaskLogger,
        heartbeatMs: HEARTBEAT_MS,
        abortGraceMs: ABORT_GRACE_MS,
        persistence: PERSISTENCE,
      });
    },
  };
}

function processorProvider(
  name: QueueName,
  options: QueueWorkerModuleOptions,
): FactoryProvider<QueueProcessor> {
  return {
    provide: processorToken(name),
    inject: [JobRunner, RedisConnections, APP_CONFIG],
    useFactory: (runner: JobRunner, connections: RedisConnections, settings: AppConfig) => {
      const queue = { ...queueDefinition(name), name };
      const RowProcessor = createProcessor({
        queue,
        concurrency: options.concurrency ?? computeConcurrency(queue, settings),
        name: options.name,
        connection: connections.queueWorker(),
      });
      return new RowProcessor(runner);
    },
  };
}
