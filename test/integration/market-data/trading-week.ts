import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ConfigModule, loadConfig, type AppConfig } from '#config';
import { DatabaseModule, ScheduleRepository, SlotRepository } from '#database';
import { isFinal } from '#domain';
import {
  CRON_JOBS,
  jobDefinition,
  planSlots,
  RUN_HISTORY,
  TASK_STORE,
  toTimeline,
  type CronJob,
  type JobName,
  type RunHistory,
  type Task,
  type TaskStore,
} from '#jobs';
import { MarketDataModule } from '#market-data';
import { JobProducer, QueueModule } from '#queue';
import { TaskPersistenceModule } from '#task-persistence';
import { Housekeeping } from '../../../apps/scheduler/src/housekeeping.js';
import { SlotEnqueuer } from '../../../apps/scheduler/src/slot-enqueuer.js';
import {
  createTestDatabase,
  startTestRedis,
  type TestDatabase,
  type TestRedis,
} from '../../support/stores.js';
import { TestClock } from './test-clock.js';
import { startWeekWorker } from './week-worker.js';
import { WorkerProcess } from './worker-process.js';

/** The twelve that bring data; the clock is moved from one of their slots to the next. */
const JOBS: readonly CronJob[] = CRON_JOBS.filter(({ queue }) => queue !== 'analytics');
const DATA_JOBS = JOBS.map(({ name }) => name);

/** How many of each run side by side. */
export interface Replicas {
  schedulers: number;
  workers: number;
}

/** Schedulers and workers on real stores, whose clock goes from slot to slot as fast as the jobs are done. */
export class TradingWeek {
  private readonly workers: INestApplicationContext[] = [];
  private readonly schedulers: SlotEnqueuer[];
  private readonly housekeeping: Housekeeping;
  private readonly processes: WorkerProcess[] = [];
  private plannedTo = -Infinity;
  private started = 0;

  private constructor(
    readonly clock: TestClock,
    private readonly redis: TestRedis,
    private readonly database: TestDatabase,
    private readonly env: Readonly<Record<string, string>>,
    private readonly config: AppConfig,
    private readonly app: INestApplicationContext,
    schedulers: number,
  ) {
    const [producer, schedules, ledger] = [this.get(JobProducer), this.schedules, this.slots];
    this.schedulers = Array.from(
      { length: schedulers },
      () => new SlotEnqueuer({ sink: producer, schedules, ledger }, JOBS, 1),
    );
    this.housekeeping = new Housekeeping(this.history, this.get<TaskStore>(TASK_STORE), producer);
  }

  static async open(
    start: number,
    env: Record<string, string>,
    { schedulers, workers }: Replicas = { schedulers: 2, workers: 1 },
  ): Promise<TradingWeek> {
    const [redis, database] = await Promise.all([startTestRedis(), createTestDatabase()]);
    const clock = new TestClock(start, false);
    const whole = {
      ...{ REDIS_URL: redis.url, DATABASE_URL: database.url, SHUTDOWN_GRACE_SECONDS: '1' },
      ...env,
    };
    const config = loadConfig(whole);
    const imports = [
      ...[ConfigModule.forRoot(config), DatabaseModule, MarketDataModule, TaskPersistenceModule, QueueModule],
    ];
    const app = await (await Test.createTestingModule({ imports }).compile()).init();
    const week = new TradingWeek(clock, redis, database, whole, config, app, schedulers);
    for (let count = 0; count < workers; count += 1) await week.startWorker();
    await week.plan(start);
    return week;
  }

  get databaseUrl(): string {
    return this.database.url;
  }

  get slots(): SlotRepository {
    return this.get(SlotRepository);
  }

  get history(): RunHistory {
    return this.get<RunHistory>(RUN_HISTORY);
  }

  get schedules(): ScheduleRepository {
    return this.get(ScheduleRepository);
  }

  get<Service>(token: (new (...parameters: never[]) => Service) | symbol): Service {
    return this.app.get<Service>(token, { strict: false });
  }

  async startWorker(): Promise<void> {
    const name = `w${(this.started += 1)}`;
    this.workers.push(await startWeekWorker(this.config, name));
  }

  /** They end in order and give back what they had. */
  async stopWorkers(): Promise<void> {
    await Promise.all(this.workers.splice(0).map((worker) => worker.close()));
  }

  /** A worker that can be killed. */
  async startWorkerProcess(): Promise<WorkerProcess> {
    const process = await WorkerProcess.start(this.env, 'w-lost', this.clock.now);
    this.processes.push(process);
    return process;
  }

  /** From now on the job fires at other times, or as the registry says. */
  async reschedule(job: JobName, cron: string | null): Promise<void> {
    const trigger = cron === null ? null : { cron, timeZone: 'America/New_York' };
    const changedAt = this.clock.now;
    await this.schedules.addChange({ job, paused: false, trigger, changedBy: 'test', changedAt });
  }

  /** Goes on until just before the instant: stops at every slot and waits for what it started. */
  async goTo(end: number): Promise<void> {
    const changes = await this.schedules.loadChanges(this.clock.now);
    const window = { from: this.plannedTo + 1, to: end };
    const fires = JOBS.flatMap((job) => planSlots(job, toTimeline(job, changes.get(job.name)), window).fires);
    for (const slot of [...new Set(fires)].sort((one, other) => one - other)) await this.goToSlot(slot);
    this.clock.put(end - 1);
  }

  async goToSlot(slot: number): Promise<void> {
    await Promise.all((await this.pass(slot)).map((id) => this.ended(id)));
  }

  /** Starts a job by hand and gives its ending. */
  async run(job: JobName): Promise<Task> {
    const id = `${job} by hand ${Math.random()}`;
    const { queue } = jobDefinition(job);
    const createdAt = this.clock.now;
    await this.get(JobProducer).enqueue({
      id,
      job,
      queue,
      slot: null,
      payload: {},
      submitter: 'tester',
      createdAt,
    });
    return this.ended(id);
  }

  /** All twelve by hand, at one instant. */
  async runAll(): Promise<Task[]> {
    this.clock.isHeld = true;
    const tasks = await Promise.all(DATA_JOBS.map((job) => this.run(job)));
    this.clock.isHeld = false;
    return tasks;
  }

  async close(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.kill()));
    await this.stopWorkers();
    await this.app.close();
    await Promise.all([this.redis.stop(), this.database.drop()]);
    this.clock.release();
  }

  /** A slot at which nobody waits for what it starts; gives what was put on record. */
  async pass(slot: number): Promise<string[]> {
    this.clock.put(slot);
    return this.plan(slot);
  }

  /** All schedulers at once; gives what they put on record. */
  private async plan(at: number): Promise<string[]> {
    const created = await Promise.all(this.schedulers.map((scheduler) => scheduler.step(at)));
    await this.housekeeping.step(at);
    this.plannedTo = at;
    return created.flat();
  }

  /** Waits for the end of a task. */
  async ended(id: string): Promise<Task> {
    for (;;) {
      const task = await this.history.find(id);
      if (task && isFinal(task.status)) return task;
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
  }
}
