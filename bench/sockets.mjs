/**
 * How long a worker's progress takes to a client's socket: one task and one client, then 1,000 clients on 20 tasks that tell 20
 * times a second, 100 of them dropping and returning at random. Says whether every client saw each number once, in order.
 * API, worker and clients are a process each. Run after `npm run build`: node bench/sockets.mjs [clients] [tasks] [seconds]
 */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { migrate } from '#database';
import { startPostgresServer } from '../dist/src/embedded/postgres-server.js';
import { startRedisServer } from '../dist/src/embedded/redis-server.js';

const clients = Number(process.argv[2] ?? 1_000);
const tasks = Number(process.argv[3] ?? 20);
const seconds = Number(process.argv[4] ?? 15);
const RESTLESS = clients / 10;
const PER_SECOND = 20;
const CONNECT_AT_ONCE = 50;

const folder = mkdtempSync(join(tmpdir(), 'barkeep-bench-'));
const redis = await startRedisServer({ folder: join(folder, 'redis'), appendOnly: false });
const postgres = await startPostgresServer({ folder: join(folder, 'postgres'), say: () => undefined });
await migrate(postgres.url);

async function start(file, ...args) {
  const env = { ...process.env, REDIS_URL: redis.url, DATABASE_URL: postgres.url };
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'];
  const child = fork(new URL(file, import.meta.url), args, { env, stdio, execArgv: ['--expose-gc'] });
  const [hello] = await once(child, 'message');
  return { child, hello };
}

const api = await start('./api-process.mjs', 'ours');
const worker = await start('./task-emitter.mjs');

async function tell(message) {
  worker.child.send(message);
  await once(worker.child, 'message');
}

/** A client that sees a task from its first event to its end; a restless one drops and returns until then. */
class Client {
  seq = 0;
  faults = 0;
  drops = 0;
  /** Milliseconds of each event that came over an open socket, not after a return. */
  times = [];

  constructor(id, isRestless) {
    this.done = new Promise((resolve) => (this.resolve = resolve));
    this.path = `${api.hello.url}/ws/backtest/${id}`;
    this.ready = this.connect(isRestless);
    if (isRestless) void this.fidget();
  }

  connect() {
    this.socket = io(this.path, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { last_seq: this.seq },
    });
    const openedAt = performance.timeOrigin + performance.now();
    this.socket.onAny((event, { seq, message }) => this.hear(event, seq, message, openedAt));
    return once(this.socket, 'connect');
  }

  hear(event, seq, message, openedAt) {
    if (event === 'snapshot' || seq !== this.seq + 1) this.faults += 1;
    this.seq = seq;
    const toldAt = Number(message);
    if (event === 'progress' && toldAt > openedAt)
      this.times.push(performance.timeOrigin + performance.now() - toldAt);
    if (event !== 'completed') return;
    this.isDone = true;
    this.socket.disconnect();
    this.resolve();
  }

  async fidget() {
    await this.ready;
    for (;;) {
      await delay(300 + Math.random() * 2_000);
      if (this.isDone) return;
      this.socket.disconnect();
      this.socket.offAny();
      this.drops += 1;
      await delay(Math.random() * 500);
      await this.connect();
    }
  }
}

async function measure(name, { count, restless, on, events, target }) {
  const ids = Array.from({ length: on }, () => randomUUID());
  await tell({ ids });
  const all = [];
  while (all.length < count) {
    const some = Array.from({ length: Math.min(CONNECT_AT_ONCE, count - all.length) }, (_, k) => {
      const place = all.length + k;
      return new Client(ids[place % on], place < restless);
    });
    await Promise.all(some.map(({ ready }) => ready));
    all.push(...some);
  }
  await tell({ ids, pace: { events, everyMs: 1_000 / PER_SECOND } });
  const ended = await Promise.race([Promise.all(all.map(({ done }) => done)), delay(60_000)]);
  const times = all.flatMap((client) => client.times).sort((a, b) => a - b);
  const at = (share) => `${times[Math.floor(share * (times.length - 1))].toFixed(1)} ms`;
  const whole = all.filter(({ seq, faults }) => seq === events + 1 && faults === 0).length;
  const drops = all.reduce((sum, client) => sum + client.drops, 0);
  console.log(
    `${name}: p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)} (target ${target}), ${times.length} messages, load ${loadavg()[0].toFixed(1)}`,
  );
  console.log(
    `  ${whole} of ${count} clients saw 1 … ${events + 1} once each, ${drops} drops${ended ? '' : '; some never saw the end'}`,
  );
}

try {
  const idle = { count: 1, restless: 0, on: 1 };
  await measure('warming up', { ...idle, events: 40, target: 15 });
  await measure('idle', { ...idle, events: 200, target: 15 });
  await measure(`${clients} sockets`, {
    count: clients,
    restless: RESTLESS,
    on: tasks,
    events: seconds * PER_SECOND,
    target: 50,
  });
} finally {
  for (const { child } of [api, worker]) {
    child.disconnect();
    await once(child, 'exit');
  }
  await redis.process.stop();
  await postgres.process.stop();
  rmSync(folder, { recursive: true, force: true });
}
