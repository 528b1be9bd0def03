import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import pg from 'pg';
import { Api } from '../e2e/support/api.js';
import { follow } from '../e2e/support/follow.js';
import { PROJECT } from '../e2e/support/product.js';
import { randomWalkCsv } from '../e2e/support/random-walk.js';
import { METRICS_KEY, PROCESS_NAMES, ProcessLayout, ROLLING_ORDER } from './process-layout.js';
import { SteadyLoad } from './steady-load.js';

// Ten processes start: minutes on a machine that does much else.
jest.setTimeout(600_000);

const isBuilt = existsSync(join(PROJECT, 'dist/bundle/api.js'));
const describeBuilt = isBuilt ? describe : describe.skip;
/** One process of each kind is replaced; in the long form all are, time after time. */
const STEPS = process.env.BARKEEP_LONG
  ? Array.from({ length: 10 }, () => ROLLING_ORDER).flat()
  : ROLLING_ORDER.slice(0, 1);

const RUN = {
  strategy: {
    ...{ version: 1, name: 'Crossing', symbols: ['WALK'] },
    rules: { long: { enter: 'close > sma(close,20)', exit: 'bars_held > 5' } },
    sizing: { kind: 'equity', value: 0.5 },
  },
  ...{ timeframe: '1m', initial_capital: 100_000 },
};

/** Those whose last missed slot is made up for at once. */
const SCHEDULED = ['fundamentals', 'dividends', 'earnings', 'news', 'company_info', 'economic_events'];

describeBuilt('two APIs, two schedulers and three workers on the same stores (needs a build)', () => {
  let layout: ProcessLayout;
  let database: pg.Client;

  beforeAll(async () => {
    layout = await ProcessLayout.open();
    database = new pg.Client({ connectionString: layout.database.url });
    await database.connect();
    for (const job of SCHEDULED) await planEveryMinute(job);
    await layout.start(PROCESS_NAMES);
    const bars = randomWalkCsv({ bars: 5_000, seed: 3, start: '2024-01-01', stepMs: 60_000, daily: false });
    const to = '/api/v1/market-data/bars/import?symbol=WALK&timeframe=1m';
    expect((await new Api(layout.proxy.url).send('POST', to, bars, 'text/csv')).status).toBeLessThan(300);
  });

  afterAll(async () => {
    await database?.end();
    await layout?.close();
  });

  /** As if it had been planned until four minutes ago, and nobody had been there since. */
  async function planEveryMinute(job: string): Promise<void> {
    const ago = `now() - interval '4 minutes'`;
    await database.query(
      `insert into schedule_changes (job, paused, changed_by, changed_at, cron, time_zone)
       values ($1, false, 'test', ${ago}, '* * * * *', 'UTC')`,
      [job],
    );
    await database.query(
      `insert into skipped_slots (job, slot, reason) values ($1, date_trunc('minute', ${ago}), 'misfire')`,
      [job],
    );
  }

  async function number(sql: string, ...values: unknown[]): Promise<number> {
    const { rows } = await database.query<Record<string, string>>(sql, values);
    return Number(Object.values(rows[0])[0]);
  }

  /** Until the query gives 0. */
  async function untilNone(sql: string, ...values: unknown[]): Promise<void> {
    for (let tries = 0; (await number(sql, ...values)) > 0; tries++) {
      if (tries > 600) throw new Error(`still there after a minute: ${sql}`);
      await delay(100);
    }
  }

  /** How many slots were due, and those of them that ran more than once, or not to their end. */
  async function judgeSlots(): Promise<{ due: number; amiss: unknown[] }> {
    const of = `from tasks t where slot is not null and slot <= now() - interval '1 second'`;
    await untilNone(`select count(*) ${of} and status in ('pending', 'running')`);
    // A run that was given back, by a worker that went or that a store did not answer, is neither lost nor a second one.
    const isAmiss = `(losses > 0 or outcome is null
      or exists (select from task_runs r where r.task_id = t.id and r.outcome <> 'given_back'))`;
    const amiss = `select id, status, outcome, attempt, fence, losses, error_code ${of} and ${isAmiss}`;
    return { due: await number(`select count(*) ${of}`), amiss: (await database.query(amiss)).rows };
  }

  it('tell figures of schedulers and workers by a key alone, where callers need one', async () => {
    for (const name of ['scheduler-1', 'worker-daily'] as const) {
      const ask = (headers?: HeadersInit) => fetch(`${layout.urlOf(name)}/metrics`, { headers });
      expect((await ask()).status).toBe(401);
      const answer = await ask({ authorization: `Bearer ${METRICS_KEY}` });
      expect(await answer.text()).toContain('process_cpu_seconds_total');
    }
  });

  it('run each slot of the schedule once, though both schedulers plan it', async () => {
    await untilNone(
      `select ${SCHEDULED.length} - count(distinct job) from tasks where job = any($1)`,
      SCHEDULED,
    );
    const { due, amiss } = await judgeSlots();
    expect(due).toBeGreaterThanOrEqual(SCHEDULED.length);
    expect(amiss).toEqual([]);
  });

  it.each([
    ['by WebSocket alone, each request to another API', () => layout.proxy, { transports: ['websocket'] }],
    ['polling first, kept with one API by a cookie', () => layout.stickyProxy, { withCredentials: true }],
  ])('tell a client of Socket.IO every event once: %s', async (_how, proxy, options) => {
    const { status, body } = await new Api(proxy().url).post('/api/v1/backtest/run', RUN);
    expect(status).toBe(202);
    const clients = Array.from({ length: 4 }, () =>
      follow(proxy().url + body.websocket_url, { ...options, since: 0 }),
    );
    for (const client of clients) {
      expect((await client.ended()).event).toBe('completed');
      expect(client.messages.map(({ seq }) => seq)).toEqual(client.messages.map((_, index) => index + 1));
    }
  });

  it('are replaced under load, of each kind one after the other: no request fails, no task is lost or run twice, each has one result', async () => {
    const load = new SteadyLoad(layout.proxy.url, RUN);
    for (const names of STEPS) {
      const exitCodes = await Promise.all(names.map((name) => layout.replace(name)));
      expect(exitCodes).toEqual(names.map(() => 0));
    }
    await load.stop();
    const { taskIds, followings } = load;
    expect(load.failures.slice(0, 5)).toEqual([]);
    expect(taskIds.length).toBeGreaterThan(5);
    await untilNone(
      `select count(*) from tasks where id = any($1) and status in ('pending', 'running')`,
      taskIds,
    );
    const of = 'from tasks where id = any($1)';
    expect({
      recorded: await number(`select count(*) ${of}`, taskIds),
      completed: await number(`select count(*) ${of} and status = 'completed'`, taskIds),
      lost: await number(`select sum(losses) ${of}`, taskIds),
      results: await number('select count(*) from backtest_results where task_id = any($1)', taskIds),
      different: await number('select count(distinct result_digest) from backtest_results'),
    }).toEqual({
      ...{ recorded: taskIds.length, completed: taskIds.length, lost: 0 },
      ...{ results: taskIds.length, different: 1 },
    });
    for (const following of followings) {
      await following.ended();
      const seqs = following.messages.map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    }
    expect((await judgeSlots()).amiss).toEqual([]);
  });
});
