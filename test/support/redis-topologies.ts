import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { generate } from 'selfsigned';
import { findFreePort } from '../../src/embedded/free-port.js';
import { findRedisProgram } from '../../src/embedded/redis-server.js';
import { testHome } from './test-postgres.js';

const PASSWORD = 'a:password/with@signs';
const SENTINEL_PASSWORD = 'another';
const HOST = '127.0.0.1';
const ASKING_SENTINEL = { password: SENTINEL_PASSWORD };
const SLOTS = 16_384;

/** Real Redis servers as operators set them up. */
export interface RedisTopology {
  /** What REDIS_URL is set to. */
  url: string;
  /** Ends the server that holds the data as a crash would; of a cluster or a single one nothing comes after it. */
  killMaster(): void;
  stop(): void;
}

const quoted = encodeURIComponent(PASSWORD);

/** One server that is reached over TLS only, with a certificate of an authority of its own. */
export async function startTlsRedis(): Promise<RedisTopology> {
  const folder = mkdtempSync(join(testHome(), 'redis-tls-'));
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: HOST }] },
    ],
  });
  const [certFile, keyFile] = [join(folder, 'redis.crt'), join(folder, 'redis.key')];
  writeFileSync(certFile, cert);
  writeFileSync(keyFile, key, { mode: 0o600 });
  const port = await findFreePort();
  const server = startServer(folder, [
    ...['--port', '0', '--tls-port', String(port), '--requirepass', PASSWORD, '--tls-auth-clients', 'no'],
    ...['--tls-cert-file', certFile, '--tls-key-file', keyFile, '--tls-ca-cert-file', certFile],
  ]);
  const url = `rediss://:${quoted}@${HOST}:${port}?ca=${encodeURIComponent(certFile)}`;
  await isUp(port, { tls: { ca: cert } });
  return { url, killMaster: () => void server.kill('SIGKILL'), stop: () => void server.kill('SIGKILL') };
}

/** A master, its replica and three sentinels that put the replica in its place. */
export async function startSentinelRedis(): Promise<RedisTopology> {
  const [master, replica] = [await startNode(), await startNode()];
  await tell(replica.port, 'replicaof', HOST, master.port);
  const sentinels = [
    await startSentinel(master.port),
    await startSentinel(master.port),
    await startSentinel(master.port),
  ];
  // Each has to have found the replica and the others before it can agree on anything.
  for (const { port } of sentinels) {
    await until(
      port,
      ['sentinel', 'master', 'main'],
      (answer) => {
        const facts = JSON.stringify(answer);
        return facts.includes('"num-slaves","1"') && facts.includes('"num-other-sentinels","2"');
      },
      ASKING_SENTINEL,
    );
  }
  await until(replica.port, ['info', 'replication'], (answer) =>
    String(answer).includes('master_link_status:up'),
  );
  const hosts = sentinels.map(({ port }) => `${HOST}:${port}`).join(',');
  const all = [master, replica, ...sentinels];
  return {
    url: `redis://:${quoted}@${hosts}?sentinel=main&sentinel_password=${SENTINEL_PASSWORD}`,
    killMaster: () => void master.process.kill('SIGKILL'),
    stop: () => all.forEach(({ process }) => process.kill('SIGKILL')),
  };
}

/** Three masters that share the slots. */
export async function startClusterRedis(): Promise<RedisTopology> {
  const nodes = [await startNode(true), await startNode(true), await startNode(true)];
  const share = Math.ceil(SLOTS / nodes.length);
  for (const [index, { port }] of nodes.entries()) {
    const last = Math.min(SLOTS, (index + 1) * share) - 1;
    await tell(port, 'cluster', 'addslotsrange', index * share, last);
    if (index > 0) await tell(port, 'cluster', 'meet', HOST, nodes[0].port, nodes[0].busPort);
  }
  for (const { port } of nodes) {
    await until(port, ['cluster', 'info'], (answer) =>
      /cluster_state:ok[^]*known_nodes:3/.test(String(answer)),
    );
  }
  return {
    url: `redis://:${quoted}@${nodes.map(({ port }) => `${HOST}:${port}`).join(',')}?cluster=true`,
    killMaster: () => void nodes[0].process.kill('SIGKILL'),
    stop: () => nodes.forEach(({ process }) => process.kill('SIGKILL')),
  };
}

interface Node {
  port: number;
  /** Where the nodes of a cluster talk among themselves. */
  busPort: number;
  process: ChildProcess;
}

async function startNode(inCluster = false): Promise<Node> {
  const folder = mkdtempSync(join(testHome(), 'redis-node-'));
  const [port, busPort] = [await findFreePort(), await findFreePort()];
  const cluster = ['--cluster-enabled', 'yes', '--cluster-port', String(busPort)];
  const process = startServer(folder, [
    ...['--port', String(port), '--requirepass', PASSWORD, '--masterauth', PASSWORD],
    ...['--repl-diskless-sync-delay', '0', ...(inCluster ? cluster : [])],
  ]);
  await isUp(port);
  return { port, busPort, process };
}

async function startSentinel(masterPort: number): Promise<Omit<Node, 'busPort'>> {
  const folder = mkdtempSync(join(testHome(), 'sentinel-'));
  const port = await findFreePort();
  const file = join(folder, 'sentinel.conf');
  const lines = [
    ...[
      `port ${port}`,
      `bind ${HOST}`,
      `requirepass ${SENTINEL_PASSWORD}`,
      `sentinel sentinel-pass ${SENTINEL_PASSWORD}`,
    ],
    `sentinel monitor main ${HOST} ${masterPort} 2`,
    `sentinel auth-pass main "${PASSWORD}"`,
    'sentinel down-after-milliseconds main 500',
    'sentinel failover-timeout main 3000',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  const process = spawn(findRedisProgram(), [file, '--sentinel'], { cwd: folder, stdio: 'ignore' });
  await isUp(port, ASKING_SENTINEL);
  return { port, process };
}

function startServer(folder: string, args: readonly string[]): ChildProcess {
  const common = ['--bind', HOST, '--dir', folder, '--save', '', '--appendonly', 'no'];
  return spawn(findRedisProgram(), [...common, ...args], { cwd: folder, stdio: 'ignore' });
}

async function tell(port: number, command: string, ...args: (string | number)[]): Promise<unknown> {
  return ask(port, [command, ...args.map(String)], {});
}

async function ask(port: number, [command, ...args]: readonly string[], options: object): Promise<unknown> {
  const redis = new Redis({
    host: HOST,
    port,
    password: PASSWORD,
    lazyConnect: true,
    retryStrategy: null,
    ...options,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return await redis.call(command, ...args);
  } finally {
    redis.disconnect();
  }
}

async function isUp(port: number, options: object = {}): Promise<void> {
  await until(port, ['ping'], (answer) => answer === 'PONG', options);
}

async function until(
  port: number,
  command: readonly string[],
  isSo: (answer: unknown) => boolean,
  options: object = {},
): Promise<void> {
  for (;;) {
    const answer = await ask(port, command, options).catch(() => undefined);
    if (isSo(answer)) return;
    await delay(50);
  }
}
