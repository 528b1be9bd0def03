import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { findFreePort } from './free-port.js';
import { endLeftover, KeptProcess } from './kept-process.js';
import { makeFolder } from './make-folder.js';
import { readOrCreateSecret } from './secret-file.js';
import { StartError } from './start-error.js';

const PROGRAMS = ['redis-server', 'valkey-server'];

export interface RedisOptions {
  /** Where its data, log and password live; made when missing. */
  folder: string;
  /** False keeps nothing over a restart. */
  appendOnly?: boolean;
  /** Called when it ended by itself; it is started again then. Without it, it stays down. */
  onCrash?: (line: string) => void;
}

/** A private Redis on 127.0.0.1 with a random password. */
export interface RedisServer {
  url: string;
  process: KeptProcess;
}

/**
 * Starts Redis with its data in the folder; one that an earlier run left there is ended first.
 * @throws StartError when there is no program or it does not come up.
 */
export async function startRedisServer(options: RedisOptions): Promise<RedisServer> {
  const { folder } = options;
  makeFolder(folder, 0o700);
  const command = findRedisProgram();
  const password = readOrCreateSecret(join(folder, 'password'));
  const configFile = join(folder, 'redis.conf');
  const pidFile = join(folder, 'redis.pid');
  const ending = { pidFile, mark: configFile, stopSignal: 'SIGTERM', stopGraceMs: 20_000 } as const;
  await endLeftover(ending);
  const port = await findFreePort(lastPort(configFile));
  writeFileSync(
    configFile,
    configuration({ folder, pidFile, port, password, appendOnly: options.appendOnly ?? true }),
    {
      mode: 0o600,
    },
  );
  const redis = new KeptProcess(
    {
      name: 'Redis',
      command,
      args: [configFile],
      logFile: join(folder, 'redis.log'),
      ...ending,
      startGraceMs: 60_000,
      isReady: () => answersPing(port, password),
    },
    options.onCrash,
  );
  await redis.start();
  return { url: `redis://:${password}@127.0.0.1:${port}`, process: redis };
}

/** @throws StartError when there is none. */
export function findRedisProgram(): string {
  for (const program of PROGRAMS) {
    const found = spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' });
    if (found.status === 0) return found.stdout.trim();
  }
  throw new StartError(
    'redis-server is not on the PATH: install Redis 6.2 or newer (or valkey), or set REDIS_URL',
  );
}

interface Configuration {
  folder: string;
  pidFile: string;
  port: number;
  password: string;
  appendOnly: boolean;
}

function configuration({ folder, pidFile, port, password, appendOnly }: Configuration): string {
  const settings: [string, string][] = [
    ['bind', '127.0.0.1'],
    ['port', String(port)],
    ['requirepass', password],
    ['dir', JSON.stringify(folder)],
    ['pidfile', JSON.stringify(pidFile)],
    ['daemonize', 'no'],
    // The command line is how a later run recognises this process.
    ['set-proc-title', 'no'],
    ['appendonly', appendOnly ? 'yes' : 'no'],
    ['appendfsync', 'everysec'],
    ['save', '""'],
    // How often a waiting client's time is looked at: with the default, 10, slots start up to 100 ms late.
    ['hz', '100'],
    // Anything else would let Redis drop queued work.
    ['maxmemory-policy', 'noeviction'],
  ];
  return settings.map(([name, value]) => `${name} ${value}\n`).join('');
}

function lastPort(configFile: string): number {
  try {
    return Number(/^port (\d+)$/m.exec(readFileSync(configFile, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Asks in Redis's inline form, so that no client is needed here; false while it loads its data. */
function answersPing(port: number, password: string): Promise<boolean> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on('data', (chunk) => {
      answer += chunk.toString();
      if (answer.split('\r\n').length > 2) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer.includes('+PONG')));
  });
}
