import { randomUUID } from 'node:crypto';
import { isFinal } from '#domain';
import type {
  Handler,
  HandlerMap,
  JobName,
  NewTask,
  NumberedTaskEvent,
  QueueDefinition,
  QueueName,
  Task,
  TaskLogger,
} from '#jobs';
import { queueDefinition } from '#jobs';
import { RedisConnections } from '#redis';
import { RedisTaskStore } from '#task-persistence';
import {
  ControlChannel,
  JobProducer,
  JobRunner,
  QueueWorker,
  TaskCancellation,
  TaskQueues,
  type JobRunnerOptions,
} from '#queue';
import { MemoryRunHistory } from './memory-run-history.js';

const silent: TaskLogger = { debug() {}, info() {}, warn() {}, error() {} };
const unused = async (): Promise<never> => {
  throw new Error('no test runs this job');
};

/** One worker of a test: its runner and its end of the queue. */
export interface StandWorker {
  runner: JobRunner;
  worker: QueueWorker;
}

/** A queue on a real Redis with the durable record in memory, and as many workers as a test wants. */
export class QueueStand {
  readonly history = new MemoryRunHistory();
  readonly errors: unknown[] = [];
  readonly connections: RedisConnections;
  readonly store: RedisTaskStore;
  readonly producer: JobProducer;
  readonly control: ControlChannel;
  readonly cancellation: TaskCancellation;
  private readonly queues: TaskQueues;
  private readonly workers: StandWorker[] = [];

  constructor(url: string) {
    this.connections = new RedisConnections({ REDIS_URL: url, QUEUE_REDIS_URL: '', TASKS_REDIS_URL: '' });
    const report = (error: unknown) => void this.errors.push(error);
    this.store = new RedisTaskStore(this.connections, { events: 60, finished: 60 }, report);
    this.queues = new TaskQueues(this.connections, report);
    this.control = new ControlChannel(this.connections);
    this.producer = new JobProducer(this.history, this.store, this.queues);
    this.cancellation = new TaskCancellation(this.history, this.store, this.producer, this.control);
  }

  /** A worker on the queue `default` (or another) whose handlers are those given. */
  async startWorker(
    handlers: Partial<HandlerMap>,
    options: Partial<JobRunnerOptions> & { queue?: QueueName; lock?: Partial<QueueDefinition> } = {},
  ): Promise<StandWorker> {
    const name = options.worker ?? `w${this.workers.length + 1}`;
    const runner = new JobRunner({
      history: this.history,
      store: this.store,
      handlers: { backtest_run: unused, cleanup: unused, health_check: unused, ...handlers },
      settings: { MAX_CONCURRENT_BACKTESTS: 2, TASK_TIMEOUT_SECONDS: 60 },
      worker: name,
      skipReason: async () => undefined,
      logger: () => silent,
      heartbeatMs: 20,
      abortGraceMs: 200,
      persistence: { tries: 3, pauseMs: 10 },
      ...options,
    });
    const queue = options.queue ?? 'default';
    const worker = new QueueWorker({
      queue: { ...queueDefinition(queue), ...options.lock, name: queue },
      concurrency: 4,
      name,
      connection: this.connections.queueWorker(),
      run: (task) => runner.run(task),
      onError: (error) => this.errors.push(error),
    });
    await this.control.listen(({ taskId, keepPartial }) => runner.cancel(taskId, keepPartial));
    await worker.start();
    this.workers.push({ runner, worker });
    return { runner, worker };
  }

  newTask(job: JobName = 'health_check', queue: QueueName = 'default'): NewTask {
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
    job: JobName = 'health_check',
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
    for (const { runner } of this.workers) {
      runner.stopTaking();
      runner.giveBackAll();
    }
    await Promise.all(this.workers.map(({ worker }) => worker.close()));
    await this.queues.close();
    await this.connections.close();
  }
}

/** A handler that ends when it is told to, and says when it began. */
export function createStubbornHandler(): { handler: Handler<'health_check'>; begun: Promise<void> } {
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const handler: Handler<'health_check'> = ({ signal }) => {
    begin();
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
  };
  return { handler, begun };
}
