import { randomUUID } from 'node:crypto';
import { Global, Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '#config';
import { isFinal } from '#domain';
import {
  JOB_NAMES,
  queueDefinition,
  RUN_HISTORY,
  SCHEDULE_SOURCE,
  TASK_STORE,
  type HandlerResult,
  type HandlerMap,
  type JobContext,
  type JobName,
  type NewTask,
  type NumberedTaskEvent,
  type QueueDefinition,
  type QueueName,
  type RunHistory,
  type Task,
  type TaskLogger,
  type TaskStore,
} from '#jobs';
import { RedisConnections } from '#redis';
import { TaskPersistenceModule } from '#task-persistence';
import {
  createProcessor,
  JobProducer,
  JobRunner,
  processorToken,
  QueueModule,
  QueueWorkerModule,
  RecordKeeper,
  TaskCancellation,
  WorkerControl,
  type JobRunnerOptions,
  type QueueProcessor,
} from '#queue';
import { MemoryRunHistory } from './memory-run-history.js';

const silent: TaskLogger = { debug() {}, info() {}, warn() {}, error() {} };
const unused = async (): Promise<never> => {
  throw new Error('no test runs this job');
};

const UNUSED = Object.fromEntries(JOB_NAMES.map((name) => [name, unused]));
const HANDLERS = Symbol('HANDLERS');

type WorkerOptions = Partial<JobRunnerOptions> & {
  queue?: QueueName;
  lock?: Partial<QueueDefinition>;
  shutdown?: () => void;
};

/** One worker of a test: an application of its own. */
export interface StandWorker {
  runner: JobRunner;
  /** Jobs at once. */
  concurrency: number;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Lets go at once, as if the process had died: locks run out by themselves. */
  abandon(): Promise<void>;
}

/** What the application binds for the queue: the settings, the durable record in memory, the live state. */
@Global()
@Module({})
class StandModule {
  static of(url: string, history: RunHistory, handlers: object): DynamicModule {
    const config = { ...loadConfig({ REDIS_URL: url }), SHUTDOWN_GRACE_SECONDS: 0 };
    return {
      module: StandModule,
      imports: [ConfigModule.forRoot(config), TaskPersistenceModule],
      providers: [
        { provide: RUN_HISTORY, useValue: history },
        { provide: SCHEDULE_SOURCE, useValue: { loadChanges: async () => new Map() } },
        { provide: HANDLERS, useValue: handlers },
      ],
      exports: [RUN_HISTORY, SCHEDULE_SOURCE, HANDLERS],
    };
  }
}

/** A queue on a real Redis with the durable record in memory or in a database, and as many workers as a test wants. */
export class QueueStand<History extends RunHistory = MemoryRunHistory> {
  private readonly workers: StandWorker[] = [];

  private constructor(
    private readonly url: string,
    readonly history: History,
    private readonly app: INestApplicationContext,
  ) {}

  static open(url: string): Promise<QueueStand> {
    return QueueStand.over(url, new MemoryRunHistory());
  }

  static async over<History extends RunHistory>(url: string, history: History): Promise<QueueStand<History>> {
    const imports = [StandModule.of(url, history, {}), QueueModule];
    const app = await Test.createTestingModule({ imports }).compile();
    return new QueueStand(url, history, await app.init());
  }

  get connections(): RedisConnections {
    return this.app.get(RedisConnections);
  }

  get store(): TaskStore {
    return this.app.get<TaskStore>(TASK_STORE);
  }

  get producer(): JobProducer {
    return this.app.get(JobProducer);
  }

  get cancellation(): TaskCancellation {
    return this.app.get(TaskCancellation);
  }

  get records(): RecordKeeper {
    return this.app.get(RecordKeeper);
  }

  get control(): WorkerControl {
    return this.app.get(WorkerControl);
  }

  /** A worker on the queue `default` (or another) whose handlers are those given. */
  async startWorker(some: Partial<HandlerMap>, options: WorkerOptions = {}): Promise<StandWorker> {
    const { queue: name = 'default', worker = `w${this.workers.length + 1}` } = options;
    const handlers = { ...UNUSED, ...some } as HandlerMap;
    const records = new RecordKeeper(this.history, this.store);
    const runner = new JobRunner({
      ...{ history: this.history, store: this.store, records, handlers, worker },
      settings: { MAX_CONCURRENT_BACKTESTS: 2, TASK_TIMEOUT_SECONDS: 60 },
      skipReason: async () => undefined,
      logger: () => silent,
      heartbeatMs: 20,
      abortGraceMs: 200,
      persistence: { tries: 3, pauseMs: 10 },
      ...options,
    });
    const queue = { ...queueDefinition(name), ...options.lock, name };
    const imports = [
      StandModule.of(this.url, this.history, handlers),
      QueueWorkerModule.register({
        ...{ handlers: HANDLERS, imports: [], queues: [name], name: worker },
        shutdown: options.shutdown,
      }),
    ];
    const app = await Test.createTestingModule({ imports })
      .overrideProvider(JobRunner)
      .useValue(runner)
      .overrideProvider(RecordKeeper)
      .useValue(records)
      .overrideProvider(processorToken(name))
      .useFactory({
        factory: () => {
          // That of the store, as in a worker's process.
          const connection = this.connections.queueWorker();
          return new (createProcessor({ queue, concurrency: 4, name: worker, connection }))(runner);
        },
      })
      .compile();
    await app.init();
    const processor = app.get<QueueProcessor>(processorToken(name));
    const started = {
      runner,
      set concurrency(jobs: number) {
        processor.concurrency = jobs;
      },
      stop: () => app.close(),
      abandon: () => processor.worker.close(true),
    };
    this.workers.push(started);
    return started;
  }

  newTask(job: JobName = 'cleanup', queue: QueueName = 'default'): NewTask {
    return {
      id: randomUUID(),
      job,
      queue,
      slot: null,
      payload: {},
      submitter: 'tester',
      createdAt: Date.now(),
    };
  }

  /** Queues a task and gives its id. */
  async submit(
    job: JobName = 'cleanup',
    queue: QueueName = 'default',
    payload: object = {},
  ): Promise<string> {
    const task = { ...this.newTask(job, queue), payload };
    await this.producer.enqueue(task);
    return task.id;
  }

  /** The task once it has ended and its watchers were told. */
  async ended(taskId: string): Promise<Task> {
    await this.until(async () => {
      const snapshot = await this.store.find(taskId);
      return snapshot !== undefined && isFinal(snapshot.status);
    });
    return (await this.history.find(taskId)) as Task;
  }

  async events(taskId: string): Promise<NumberedTaskEvent[]> {
    return (await this.store.eventsAfter(taskId, 0)) ?? [];
  }

  async until(condition: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop()));
    await this.app.close();
  }
}

/** Fits any job. */
type StubbornHandler = (context: Pick<JobContext, 'signal'>) => Promise<HandlerResult>;

/** A handler that ends when it is told to, and says when it began. */
export function createStubbornHandler(): { handler: StubbornHandler; begun: Promise<void> } {
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const handler: StubbornHandler = ({ signal }) => {
    begin();
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
  };
  return { handler, begun };
}
