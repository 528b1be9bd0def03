import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import pg from 'pg';
import { ConfigModule, loadConfig } from '#config';
import { DatabaseModule, migrate } from '#database';
import { BarkeepError } from '#domain';
import { TASK_STORE, type NewTask, type TaskStore } from '#jobs';
import { JobProducer, QueueModule } from '#queue';
import { keys, RedisConnections } from '#redis';
import { TaskPersistenceModule } from '#task-persistence';
import { findFreePort } from '../../src/embedded/free-port.js';
import { startPostgresServer, type PostgresServer } from '../../src/embedded/postgres-server.js';
import { killLeftProducts, Product } from '../e2e/support/product.js';
import { startTestRedis, type TestRedis } from '../support/stores.js';
import { testHome } from '../support/test-postgres.js';
import { spreadFaults } from './spread-faults.js';

export interface LightFaultPlan {
  /** Light tasks that are asked for while things fail, as many between any two faults. */
  readonly tasks: number;
  /** SIGKILLs of workers, restarts of Redis in order, and crashes of PostgreSQL. */
  readonly kills: number;
  readonly redisRestarts: number;
  readonly databaseCrashes: number;
  readonly say?: (line: string) => void;
}

export interface LightFaultReport {
  readonly asked: number;
  /** Of these: with a final status on record, not ended after a minute in which nothing ended, and on no record. */
  readonly ended: number;
  readonly unfinished: number;
  readonly missing: number;
  /** On record, but asked for by nobody. */
  readonly unasked: number;
  /** Not failed because a store was away while they looked at it. */
  readonly completed: number;
  /** Tasks that Redis still has, and those among them whose state or numbered events do not tell the one ending on record. */
  readonly kept: number;
  readonly wrong: number;
  /** What is left in the queue, among active tasks, in the submitter's share and of what the history should hear of. */
  readonly left: Readonly<Record<string, number>>;
  /** Jobs that were active at the instants of the kills, and runs of theirs that had been opened. */
  readonly caught: number;
  readonly losses: number;
  /** Submissions that were refused because Redis was away, and made again. */
  readonly refusals: number;
  readonly kills: number;
  readonly redisRestarts: number;
  readonly databaseCrashes: number;
  readonly seconds: number;
}

const SUBMITTER = 'fault-run';
const WORKERS = 2;
const CONCURRENCY = 20;
/** Of those that Redis still has so many are read at once. */
const READ_AT_ONCE = 500;
/** What has not changed for so long will not: lost tasks are looked for every few seconds. */
const PATIENCE_MS = 60_000;
const DATABASE_AWAY_MS = 500;

/** Asks for light tasks while workers are killed and stores start again, and looks at what became of each. */
export async function runLightFaults({
  say = () => undefined,
  ...plan
}: LightFaultPlan): Promise<LightFaultReport> {
  const redis = await startTestRedis({ appendOnly: true });
  const folder = mkdtempSync(join(testHome(), 'own-postgres-'));
  const postgres = await startPostgresServer({ folder });
  await migrate(postgres.url);
  const config = loadConfig({ REDIS_URL: redis.url, DATABASE_URL: postgres.url });
  const imports = [ConfigModule.forRoot(config), DatabaseModule, TaskPersistenceModule, QueueModule];
  const app = await Test.createTestingModule({ imports }).compile();
  const database = new pg.Pool({ connectionString: postgres.url });
  database.on('error', () => undefined);
  try {
    await app.init();
    return await new LightFaultRun(app, redis, postgres, database, say).run(plan);
  } finally {
    await killLeftProducts();
    await database.end();
    await app.close();
    await postgres.process.stop();
    await redis.stop();
  }
}

class LightFaultRun {
  private readonly workers: Product[] = [];
  private readonly ids: string[] = [];
  private started = 0;
  private readonly made = { kills: 0, redisRestarts: 0, databaseCrashes: 0, caught: 0, refusals: 0 };
  private readonly store: TaskStore;
  private readonly producer: JobProducer;
  private readonly connections: RedisConnections;

  constructor(
    app: INestApplicationContext,
    private readonly redis: TestRedis,
    private readonly postgres: PostgresServer,
    private readonly database: pg.Pool,
    private readonly say: (line: string) => void,
  ) {
    this.store = app.get(TASK_STORE);
    this.producer = app.get(JobProducer);
    this.connections = app.get(RedisConnections);
  }

  async run({ tasks, kills, redisRestarts, databaseCrashes }: LightFaultPlan): Promise<LightFaultReport> {
    const scheduler = this.start('scheduler');
    this.workers.push(...(await Promise.all(Array.from({ length: WORKERS }, () => this.startWorker()))));
    await scheduler;
    const faults = spreadFaults(
      tasks,
      [kills, () => this.killWorker()],
      [redisRestarts, () => this.restartRedis()],
      [databaseCrashes, () => this.crashDatabase()],
    );
    const beganAt = performance.now();
    for (const [place, { strike }] of faults.entries()) {
      const share = Math.floor(((place + 1) * tasks) / faults.length) - this.ids.length;
      // Workers have just begun with these when the fault strikes, and the others come while it lasts.
      await this.submit(Math.ceil(share / 2));
      await Promise.all([strike(), this.submit(Math.floor(share / 2))]);
      this.say(`${this.ids.length} asked for, ${JSON.stringify(this.made)}`);
    }
    const unfinished = await this.untilNone(() => this.countUnfinished());
    await this.untilNone(async () => sum(await this.findLeft()));
    const left = await this.findLeft();
    const seconds = (performance.now() - beganAt) / 1_000;
    return { ...(await this.judge()), unfinished, left, ...this.made, seconds };
  }

  /** Accepted or not, a task that is asked for again is the same. */
  private async submit(count: number): Promise<void> {
    const tasks = Array.from({ length: count }, newTask);
    this.ids.push(...tasks.map(({ id }) => id));
    for (;;) {
      try {
        await this.producer.enqueueAll(tasks);
        return;
      } catch (error) {
        if (!(error instanceof BarkeepError) || error.code !== 'STORE_UNAVAILABLE') throw error;
        this.made.refusals += 1;
      }
    }
  }

  private async start(program: 'worker' | 'scheduler', ...args: string[]): Promise<Product> {
    const port = await findFreePort();
    const stores = { REDIS_URL: this.redis.url, DATABASE_URL: this.postgres.url };
    const env = { ...stores, ENVIRONMENT: 'test', LOG_LEVEL: 'error', HEALTH_PORT: String(port) };
    const product = new Product(`dist/bundle/${program}.js`, { args, env });
    await product.isReadyAt(`http://127.0.0.1:${port}`);
    return product;
  }

  private startWorker(): Promise<Product> {
    this.started += 1;
    return this.start(
      'worker',
      `--name=w${this.started}`,
      '--queues=default',
      `--concurrency=${CONCURRENCY}`,
    );
  }

  /** The one that has run for longest goes, a new one comes. */
  private async killWorker(): Promise<void> {
    this.made.caught += (await this.producer.counts()).default.active;
    await this.workers.shift()!.stop('SIGKILL');
    this.made.kills += 1;
    this.workers.push(await this.startWorker());
  }

  private async restartRedis(): Promise<void> {
    await this.redis.restart();
    this.made.redisRestarts += 1;
  }

  private async crashDatabase(): Promise<void> {
    await this.postgres.process.kill();
    await delay(DATABASE_AWAY_MS);
    await this.postgres.process.start();
    this.made.databaseCrashes += 1;
  }

  /** Waits until nothing is left, for as long as it gets less; gives what stays. */
  private async untilNone(count: () => Promise<number>): Promise<number> {
    let [least, since] = [Infinity, performance.now()];
    for (;;) {
      const left = await count();
      if (left < least) [least, since] = [left, performance.now()];
      if (left === 0 || performance.now() - since > PATIENCE_MS) return left;
      await delay(100);
    }
  }

  private async countUnfinished(): Promise<number> {
    return this.ids.length - (await this.number('where id = any($1::text[]) and finished_at is not null'));
  }

  private async findLeft(): Promise<Record<string, number>> {
    const { tasks } = this.connections;
    const { waiting, active, delayed } = (await this.producer.counts()).default;
    const listed = (await this.store.active()).filter(({ submitter }) => submitter === SUBMITTER).length;
    const [unrecorded, endings, share] = await Promise.all([
      tasks.zcard(keys.unrecordedTasks),
      tasks.zcard(keys.unrecordedEndings),
      tasks.hget(keys.taskShares, `default ${SUBMITTER}`),
    ]);
    return { waiting, active, delayed, listed, unrecorded, endings, share: Number(share) };
  }

  private async number(where: string, what = 'count(*)'): Promise<number> {
    const { rows } = await this.database.query<{ number: string }>(
      `select ${what} as number from tasks ${where}`,
      [this.ids],
    );
    return Number(rows[0].number);
  }

  private async judge() {
    const asked = 'where id = any($1::text[])';
    const { rows } = await this.database.query<{ id: string; status: string }>(
      `select id, status from tasks ${asked}`,
      [this.ids],
    );
    const verdicts: (boolean | undefined)[] = [];
    for (let from = 0; from < rows.length; from += READ_AT_ONCE) {
      const some = rows.slice(from, from + READ_AT_ONCE);
      verdicts.push(...(await Promise.all(some.map(({ id, status }) => this.tellsOf(id, status)))));
    }
    return {
      asked: this.ids.length,
      ended: await this.number(`${asked} and status in ('completed', 'failed', 'cancelled', 'timeout')`),
      missing: this.ids.length - rows.length,
      unasked: await this.number("where job = 'health_check' and not id = any($1::text[])"),
      completed: await this.number(`${asked} and status = 'completed'`),
      kept: verdicts.filter((verdict) => verdict !== undefined).length,
      wrong: verdicts.filter((verdict) => verdict === false).length,
      losses: await this.number(asked, 'sum(losses)'),
    };
  }

  /** Whether Redis tells the ending that is on record, once and with the last number; undefined when it has let go of it. */
  private async tellsOf(id: string, status: string): Promise<boolean | undefined> {
    const [state, events] = await Promise.all([this.store.find(id), this.store.eventsAfter(id, 0)]);
    if (!state || !events) return undefined;
    const endings = events.filter(({ event }) => event !== 'progress');
    return (
      state.status === status &&
      endings.length === 1 &&
      events.at(-1)?.event === status &&
      events.every(({ seq }, index) => seq === index + 1)
    );
  }
}

const newTask = (): NewTask => ({
  ...{
    id: randomUUID(),
    job: 'health_check',
    queue: 'default',
    slot: null,
    payload: {},
    submitter: SUBMITTER,
  },
  createdAt: Date.now(),
});

const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);
