import {
  Inject,
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type InjectionToken,
  type ModuleMetadata,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import {
  QUEUE_NAMES,
  RUN_HISTORY,
  TASK_STORE,
  type HandlerMap,
  type QueueName,
  type RunHistory,
  type TaskStore,
} from '#jobs';
import { isRedisAway, RedisConnections } from '#redis';
import { assertHandlersMatch } from './assert-handlers-match.js';
import { ControlChannel } from './control-channel.js';
import { QueueModule } from './queue.module.js';
import { JobRunner } from './run/job-runner.js';
import { createSkipReason } from './run/skip-reason.js';
import { createTaskLogger } from './task-logger.js';
import { WorkerHost } from './worker-host.js';

const HEARTBEAT_MS = 1_000;
const ABORT_GRACE_MS = 10_000;
const CLOSE_MS = 5_000;
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
  /** Wraps each run, so that log lines written inside carry the task's id. */
  around?: <Result>(context: { task_id: string }, run: () => Result) => Result;
}

/** Makes an application a worker: it takes jobs once it is up, and gives back what is unfinished when it goes down. */
@Module({})
export class QueueWorkerModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(@Inject(WorkerHost) private readonly host: WorkerHost) {}

  static register(options: QueueWorkerModuleOptions): DynamicModule {
    return {
      module: QueueWorkerModule,
      imports: [QueueModule, ...(options.imports ?? [])],
      providers: [
        {
          provide: JobRunner,
          inject: [RUN_HISTORY, TASK_STORE, options.handlers, APP_CONFIG],
          useFactory: (history: RunHistory, store: TaskStore, handlers: HandlerMap, settings: AppConfig) => {
            assertHandlersMatch(handlers);
            return new JobRunner({
              ...{ history, store, handlers, settings, worker: options.name },
              skipReason: createSkipReason(history),
              logger: createTaskLogger,
              heartbeatMs: HEARTBEAT_MS,
              abortGraceMs: ABORT_GRACE_MS,
              persistence: PERSISTENCE,
              around: options.around,
            });
          },
        },
        {
          provide: WorkerHost,
          inject: [RedisConnections, JobRunner, ControlChannel, APP_CONFIG],
          useFactory: (
            connections: RedisConnections,
            runner: JobRunner,
            control: ControlChannel,
            settings: AppConfig,
          ) => {
            const log = new Logger('Worker');
            return new WorkerHost(connections, runner, control, {
              name: options.name,
              queues: options.queues ?? QUEUE_NAMES,
              concurrency: options.concurrency,
              settings,
              shutdownGraceMs: settings.SHUTDOWN_GRACE_SECONDS * 1_000,
              closeMs: ABORT_GRACE_MS + CLOSE_MS,
              // The connections tell of their outages once; the library would for each try.
              onError: (error) => (isRedisAway(error) ? log.debug(error.message) : log.warn(error.message)),
            });
          },
        },
      ],
      exports: [WorkerHost],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.host.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.host.stop();
  }
}
