/**
 * What the API costs over HTTP: status and list of tasks, without and with writes in between, against an empty Nest + Fastify route that does one Redis GET, by
 * turns, each server a process of its own on the same stores; search over many tasks; queueing one by one and in bulk; memory
 * over many requests. CPU is that of the server; times in the server are from the head of a request to the end of its answer.
 * Run after `npm run build`: node bench/api.mjs [rounds] [tasks] [requests of the memory run]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import autocannon from 'autocannon';
import pg from 'pg';
import { migrate } from '#database';
import { startPostgresServer } from '../dist/src/embedded/postgres-server.js';
import { startRedisServer } from '../dist/src/embedded/redis-server.js';

const rounds = Number(process.argv[2] ?? 7);
const tasks = Number(process.argv[3] ?? 100_000);
const requests = Number(process.argv[4] ?? 200_000);
const SECONDS = 2;
const CONNECTIONS = [16, 64];
const FEW = tasks / 10;
const MB = 1_048_576;
const BULK = 1_000;
const WORDS = ['aapl', 'msft daily', 'historical', 'vendor was aw', 'goog 2020', 'w7', 'nothingofthekind'];

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))];
const ms = (value) => `${value.toFixed(1)} ms`;

const folder = mkdtempSync(join(tmpdir(), 'barkeep-bench-'));
const redis = await startRedisServer({ folder: join(folder, 'redis'), appendOnly: false });
const postgres = await startPostgresServer({ folder: join(folder, 'postgres'), say: () => undefined });
await migrate(postgres.url);
const client = new pg.Client(postgres.url);
await client.connect();

async function start(kind) {
  const env = { ...process.env, REDIS_URL: redis.url, DATABASE_URL: postgres.url };
  const file = new URL('./api-process.mjs', import.meta.url);
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'];
  const child = fork(file, [kind], { env, stdio, execArgv: ['--expose-gc'] });
  const [{ url }] = await once(child, 'message');
  const ask = async (fact) => (child.send(fact), (await once(child, 'message'))[0]);
  const stop = async () => (child.disconnect(), await once(child, 'exit'));
  return { url, ask, cpu: () => ask('cpu'), memory: () => ask('memory'), stop };
}

/** Ended tasks of two jobs, spread over a month, that differ in symbol, worker and error. */
async function fill(from, to) {
  await client.query(
    `
    insert into tasks (id, job, queue, payload, submitter, status, outcome, attempt, fence, worker, error_code, error_message,
      summary, created_at, started_at, finished_at, run_started_at)
    select 'task-' || k, case when k % 2 = 0 then 'historical_prices' else 'backtest_run' end,
      case when k % 2 = 0 then 'daily' else 'backtest' end,
      jsonb_build_object('symbols', jsonb_build_array((array['AAPL','MSFT','GOOG','NVDA'])[k % 4 + 1]), 'start', '2020-01-0' || k % 9 + 1),
      'client-' || k % 50, case when k % 10 = 0 then 'failed' else 'completed' end,
      case when k % 10 = 0 then 'failed' else 'ok' end, 1, 1, 'w' || k % 8,
      case when k % 10 = 0 then 'PROVIDER_FAILED' end, case when k % 10 = 0 then 'the vendor was away for ' || k || ' s' end,
      jsonb_build_object('inserted', k), at, at, at + interval '1 second', at
    from (select k, now() - interval '1 second' * k * 25 as at from generate_series($1::int, $2::int) k) s`,
    [from, to],
  );
  await client.query('analyze tasks');
}

/** Requests a second, and CPU microseconds of a request. */
async function load(server, path, options = {}) {
  const before = await server.cpu();
  const result = await autocannon({
    ...{ url: server.url + path, connections: CONNECTIONS[0] },
    ...(options.amount ? {} : { duration: SECONDS }),
    ...options,
  });
  if (result.non2xx > 0) throw new Error(`${path}: ${result.non2xx} answers were no success`);
  const done = result['2xx'];
  return { rate: done / result.duration, cpu: ((await server.cpu()) - before) / done };
}

async function post(server, path, body) {
  const before = performance.now();
  const answer = await fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.status !== 202) throw new Error(`${path}: ${await answer.text()}`);
  await answer.arrayBuffer();
  return performance.now() - before;
}

const LIST = '/api/v1/admin/tasks?limit=50';
const ROUTES = [
  { name: 'one Redis GET', server: 'bare', path: '/bare' },
  { name: 'status', server: 'ours', path: '/api/v1/backtest/status/bench', target: 70 },
  { name: 'list of 50 tasks', server: 'ours', path: LIST, target: 25 },
  { name: 'and 50 writes/s', server: 'ours', path: LIST, target: 25, writes: 50 },
  { name: 'and 500 writes/s', server: 'ours', path: LIST, target: 25, writes: 500 },
];

/** Changes a task that is on no page: lists have to be read anew. */
const write = () => client.query(`update tasks set losses = losses where id = 'task-${FEW}'`);

/** Does so that often a second (0 for never) until it is told to stop. */
function startWriting(writes) {
  if (!writes) return async () => undefined;
  let isOn = true;
  const keepOn = async () => {
    while (isOn) {
      await write();
      await delay(1_000 / writes);
    }
  };
  const done = keepOn();
  return () => ((isOn = false), done);
}

/** By turns, at so many connections: the fewer, the more a list's rate is the time of what they wait for together. */
async function compare(servers, connections) {
  const seen = new Map(ROUTES.map(({ name }) => [name, []]));
  for (const { server, path } of ROUTES) await load(servers[server], path, { connections });
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, server, path, writes } of ROUTES) {
      const stopWriting = startWriting(writes);
      seen.get(name).push(await load(servers[server], path, { connections }));
      await stopWriting();
    }
  }
  console.log(`${connections} connections`);
  const [bare] = ROUTES.map(({ name }) => seen.get(name));
  for (const { name, target } of ROUTES) {
    const own = seen.get(name);
    // Of each round by itself: what else the machine does, it does to both.
    const share = (of) => (100 * median(own.map(of))).toFixed(0);
    const rate = share((one, k) => one.rate / bare[k].rate);
    const cpu = share((one, k) => bare[k].cpu / one.cpu);
    const figures = `${median(own.map((one) => one.rate))
      .toFixed(0)
      .padStart(6)}/s  CPU ${median(own.map((one) => one.cpu)).toFixed(0)} us`;
    console.log(
      `${name.padEnd(18)}${figures}${target ? `  ${rate} % of the rate, ${cpu} % by CPU (target ${target})` : ''}`,
    );
  }
}

async function search(server) {
  const times = [];
  for (let k = 0; k < 30; k += 1) {
    for (const words of WORDS) {
      await write();
      const before = performance.now();
      const answer = await fetch(`${server.url}${LIST}&q=${encodeURIComponent(words)}`);
      await answer.arrayBuffer();
      times.push(performance.now() - before);
    }
  }
  console.log(
    `search by words    p50 ${ms(quantile(times, 0.5))}, p95 ${ms(quantile(times, 0.95))} (target 50)`,
  );
}

async function enqueue(server) {
  const one = { job_name: 'health_check' };
  const TRIGGER = '/api/scheduler/queue/tasks/trigger';
  for (let k = 0; k < 50; k += 1) await post(server, TRIGGER, one);
  await server.ask('watch');
  const times = [];
  for (let k = 0; k < 1_000; k += 1) times.push(await post(server, TRIGGER, one));
  const told = (of) => `p50 ${ms(quantile(of, 0.5))}, p99 ${ms(quantile(of, 0.99))}`;
  console.log(
    `queue one, alone   ${told(await server.ask('times'))} in the server (target 5), ${told(times)} at the client`,
  );
  const bulk = { tasks: Array.from({ length: BULK }, () => one) };
  await post(server, '/api/v1/tasks/bulk', bulk);
  const before = await server.cpu();
  const rates = [];
  for (let k = 0; k < 10; k += 1)
    rates.push((BULK / (await post(server, '/api/v1/tasks/bulk', bulk))) * 1_000);
  const cpu = ((await server.cpu()) - before) / (10 * BULK);
  const rate = Math.round(median(rates)).toLocaleString('en-US');
  console.log(`queue ${BULK} at once ${rate} tasks/s, CPU ${cpu.toFixed(0)} us a task (target 10,000/s)`);
}

async function watchMemory(server) {
  const path = ROUTES[1].path;
  for (const url of [path, LIST]) await load(server, url, { amount: 2_000 });
  const told = async (after) => {
    const { rss, heapUsed } = await server.memory();
    console.log(
      `after ${String(after).padStart(7)}      RSS ${(rss / MB).toFixed(0)} MB, heap ${(heapUsed / MB).toFixed(1)} MB`,
    );
  };
  await told(0);
  for (let done = 0; done < requests;) {
    for (const [url, share] of [
      [path, 0.24],
      [LIST, 0.01],
    ]) {
      const amount = Math.round(requests * share);
      await load(server, url, { amount });
      done += amount;
    }
    await told(done);
  }
}

const say = (line) => console.log(`\n${line}, load ${loadavg()[0].toFixed(1)}`);
const servers = { bare: await start('bare'), ours: await start('ours') };
try {
  await fill(1, FEW);
  say(`${FEW} tasks on record`);
  const few = await load(servers.ours, LIST);
  const before = (await servers.ours.memory()).rss;
  await fill(FEW + 1, tasks);
  say(`${tasks} tasks on record`);
  const many = await load(servers.ours, LIST);
  const grown = ((await servers.ours.memory()).rss - before) / MB;
  console.log(
    `list of 50         ${few.rate.toFixed(0)}/s of ${FEW}, ${many.rate.toFixed(0)}/s of ${tasks} (target 500); RSS ${grown.toFixed(1)} MB more (target 30)`,
  );
  await search(servers.ours);
  for (const connections of CONNECTIONS) await compare(servers, connections);
  await enqueue(servers.ours);
  say('memory after garbage collection');
  await watchMemory(servers.ours);
} finally {
  await client.end();
  for (const server of Object.values(servers)) await server.stop();
  await redis.process.stop();
  await postgres.process.stop();
  rmSync(folder, { recursive: true, force: true });
}
