import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Product } from '../e2e/support/product.js';
import { NewcomerHouse } from '../e2e/support/newcomer-house.js';
import { randomWalkCsv } from '../e2e/support/random-walk.js';
import { spreadFaults } from './spread-faults.js';

export interface FaultPlan {
  /** Of each run: seven microseconds of processor time a bar on a quiet machine. */
  readonly bars: number;
  /** Backtests that are queued before anything fails. */
  readonly tasks: number;
  /** SIGKILLs of workers, and restarts of Redis, spread over the run. */
  readonly kills: number;
  readonly redisRestarts: number;
  readonly say?: (line: string) => void;
}

export interface FaultReport {
  readonly completed: number;
  readonly results: number;
  /** Tasks whose digest is not that of the undisturbed run. */
  readonly wrong: number;
  readonly otherEndings: number;
  readonly kills: number;
  readonly redisRestarts: number;
  /** Runs that were begun on a task that a lost worker had in hand. */
  readonly losses: number;
  /** How long the undisturbed runs took: the fastest, and half of them at most. */
  readonly fastestMs: number;
  readonly medianMs: number;
  readonly seconds: number;
}

const WORKERS = 2;
/** Different runs among the tasks. */
const VARIANTS = 20;
const SUBMISSIONS_AT_ONCE = 16;
/** How often it is said how far the whole is. */
const SAY_MS = 10_000;

const groups = Array.from({ length: 5 }, (_, group) => [
  `c${group}`,
  Array.from({ length: 90 }, (_, k) => `equity > ${group * 90 + k}`).join(' and '),
]);
const all = groups.map(([name]) => name).join(' and ');

/** Trades so often that it never earns its costs: nobody asks at which cost it would only equal its benchmark. */
const runOf = (variant: number): object => ({
  strategy: {
    ...{ version: 1, name: 'Much to do', symbols: ['WALK'], let: Object.fromEntries(groups) as object },
    rules: {
      long: { enter: `close > sma(close,${variant + 3}) and ${all}`, exit: `bars_held > 5 and ${all}` },
    },
    sizing: { kind: 'equity', value: 0.5 },
  },
  ...{ timeframe: '1m', initial_capital: 1e9, costs: { commission: { rate: 0.005 } } },
});

/** Queues backtests, kills workers and restarts Redis while they run, and holds every result against the undisturbed one. */
export async function runFaults({
  bars,
  tasks,
  kills,
  redisRestarts,
  say = () => undefined,
}: FaultPlan): Promise<FaultReport> {
  const house = await NewcomerHouse.open({ MAX_CONCURRENT_BACKTESTS: '1', CHECKPOINT_SECONDS: '1' });
  const database = new pg.Client({ connectionString: house.database.url });
  try {
    await database.connect();
    return await new FaultRun(house, database, say).run(bars, tasks, kills, redisRestarts);
  } finally {
    await database.end();
    await house.close();
  }
}

class FaultRun {
  private readonly workers: Product[] = [];
  private started = 0;
  private readonly made = { kills: 0, redisRestarts: 0 };
  private saidAt = performance.now();

  constructor(
    private readonly house: NewcomerHouse,
    private readonly database: pg.Client,
    private readonly say: (line: string) => void,
  ) {}

  async run(bars: number, tasks: number, kills: number, redisRestarts: number): Promise<FaultReport> {
    const walk = randomWalkCsv({ bars, seed: 5, start: '2024-01-01', stepMs: 60_000, daily: false });
    await this.house.api.send(
      'POST',
      '/api/v1/market-data/bars/import?symbol=WALK&timeframe=1m',
      walk,
      'text/csv',
    );
    await this.house.startScheduler();
    while (this.workers.length < WORKERS) this.workers.push(await this.startWorker());
    const undisturbed = await this.submit(VARIANTS);
    await this.untilDone(VARIANTS);
    const fastestMs = await this.number('select min(duration_ms) from backtest_results');
    const medianMs = await this.number(
      'select percentile_cont(0.5) within group (order by duration_ms) from backtest_results',
    );
    this.say(`${VARIANTS} undisturbed runs: the fastest ${fastestMs} ms, median ${medianMs.toFixed(0)} ms`);

    const ids = await this.submit(tasks);
    this.say(`${tasks} queued`);
    const beganAt = Date.now();
    const faults = spreadFaults(
      tasks,
      [kills, () => this.kill()],
      [redisRestarts, () => this.restartRedis()],
    );
    for (const { at, strike } of faults) {
      await this.untilDone(VARIANTS + at);
      await strike();
    }
    await this.untilDone(VARIANTS + tasks);
    const seconds = (Date.now() - beganAt) / 1_000;
    return { ...(await this.judge(ids, undisturbed)), ...this.made, fastestMs, medianMs, seconds };
  }

  private async submit(count: number): Promise<string[]> {
    const ids: string[] = [];
    const next = { index: 0 };
    const work = async (): Promise<void> => {
      for (let index = next.index++; index < count; index = next.index++) {
        const { status, body } = await this.house.api.post('/api/v1/backtest/run', runOf(index % VARIANTS));
        if (status !== 202) throw new Error(`refused: ${JSON.stringify(body)}`);
        ids[index] = body.task_id as string;
      }
    };
    await Promise.all(Array.from({ length: SUBMISSIONS_AT_ONCE }, work));
    return ids;
  }

  private startWorker(): Promise<Product> {
    this.started += 1;
    return this.house.startWorker(`w${this.started}`);
  }

  /** The one that has run for longest goes, a new one comes. */
  private async kill(): Promise<void> {
    const lost = this.workers.shift()!;
    await lost.stop('SIGKILL');
    this.made.kills += 1;
    this.workers.push(await this.startWorker());
  }

  private async restartRedis(): Promise<void> {
    await this.house.redis.restart();
    this.made.redisRestarts += 1;
  }

  private async untilDone(count: number): Promise<void> {
    for (;;) {
      const done = await this.number(
        "select count(*) from tasks where job = 'backtest_run' and finished_at is not null",
      );
      this.sayHowFar(done);
      if (done >= count) return;
      await delay(100);
    }
  }

  private sayHowFar(done: number): void {
    if (performance.now() - this.saidAt < SAY_MS) return;
    this.saidAt = performance.now();
    const { kills, redisRestarts } = this.made;
    this.say(`${done} done, ${kills} workers killed, ${redisRestarts} restarts of Redis`);
  }

  private async number(sql: string, values: unknown[] = []): Promise<number> {
    const { rows } = await this.database.query<Record<string, string>>(sql, values);
    return Number(Object.values(rows[0])[0]);
  }

  private async judge(ids: readonly string[], undisturbed: readonly string[]) {
    const pairs = [ids, ids.map((_, index) => undisturbed[index % VARIANTS])];
    const of = 'from tasks t where t.id = any($1::text[])';
    return {
      completed: await this.number(`select count(*) ${of} and status = 'completed'`, [ids]),
      otherEndings: await this.number(`select count(*) ${of} and status <> 'completed'`, [ids]),
      results: await this.number('select count(*) from backtest_results where task_id = any($1::text[])', [
        ids,
      ]),
      losses: await this.number(`select sum(losses) ${of}`, [ids]),
      wrong: await this.number(
        `select count(*) from unnest($1::text[], $2::text[]) as pair(id, like_id)
         left join backtest_results r on r.task_id = pair.id join backtest_results u on u.task_id = pair.like_id
         where r.result_digest is distinct from u.result_digest`,
        pairs,
      ),
    };
  }
}
