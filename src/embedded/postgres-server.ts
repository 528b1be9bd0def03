import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from './free-port.js';
import { endLeftover, KeptProcess, type Account } from './kept-process.js';
import { postgresAccount } from './postgres-account.js';
import { preparePostgresFiles, type PostgresFiles } from './postgres-files.js';
import { readOrCreateSecret } from './secret-file.js';
import { StartError } from './start-error.js';

const NAME = 'barkeep';
const MAJOR = '18';

export interface PostgresOptions {
  /** Where its data, log and password live; made when missing. */
  folder: string;
  /** Fast and forgetful: a power cut may lose data. For tests. */
  volatile?: boolean;
  /** Hears where the data is when that is not the folder, and that a user was created. */
  say?: (line: string) => void;
  /** Called when it ended by itself; it is started again then. Without it, it stays down. */
  onCrash?: (line: string) => void;
}

/** A private PostgreSQL on 127.0.0.1 with a random password, and in it the database `barkeep`. */
export interface PostgresServer {
  url: string;
  /** Where the data really is. */
  folder: string;
  process: KeptProcess;
}

/**
 * Starts PostgreSQL with its data in the folder; one that an earlier run left there is ended first.
 * @throws StartError when it can't run here or its data is not usable.
 */
export async function startPostgresServer(options: PostgresOptions): Promise<PostgresServer> {
  const say = options.say ?? (() => undefined);
  const account = postgresAccount(say);
  const files = preparePostgresFiles(options.folder, account, say);
  const data = join(files.folder, 'data');
  const password = prepareData(files, account);
  const pidFile = join(data, 'postmaster.pid');
  // Fast shutdown: sessions are ended, everything is written.
  const ending = { pidFile, mark: data, stopSignal: 'SIGINT', stopGraceMs: 60_000 } as const;
  await endLeftover(ending);
  const port = await findFreePort(lastPort(data));
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...(options.volatile ? VOLATILE : {}),
  };
  const postgres = new KeptProcess(
    {
      name: 'PostgreSQL',
      command: join(files.programs, 'postgres'),
      args: [
        '-D',
        data,
        '-p',
        String(port),
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      account,
      logFile: join(files.folder, 'postgres.log'),
      ...ending,
      startGraceMs: 120_000,
      isReady: () => Promise.resolve(pidLines(pidFile)[7]?.trim() === 'ready'),
    },
    options.onCrash,
  );
  await postgres.start();
  return {
    url: `postgres://${NAME}:${password}@127.0.0.1:${port}/${NAME}`,
    folder: files.folder,
    process: postgres,
  };
}

const VOLATILE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/** Gives the password; makes the cluster aside and moves it into place, so that a half-made one is never used. */
function prepareData(files: PostgresFiles, account: Account | undefined): string {
  const data = join(files.folder, 'data');
  const passwordFile = join(files.folder, 'password');
  const password = readOrCreateSecret(passwordFile);
  if (account) chownSync(passwordFile, account.uid, account.gid);
  if (existsSync(data)) {
    checkVersion(data);
    return password;
  }
  const draft = join(files.folder, 'data.new');
  rmSync(draft, { recursive: true, force: true });
  const initdb = [
    '-D',
    draft,
    '-U',
    NAME,
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--no-locale',
    '-N',
  ];
  runOnce(join(files.programs, 'initdb'), initdb, account);
  runOnce(
    join(files.programs, 'postgres'),
    ['--single', '-D', draft, 'postgres'],
    account,
    `CREATE DATABASE ${NAME}\n`,
  );
  renameSync(draft, data);
  return password;
}

function checkVersion(data: string): void {
  const file = join(data, 'PG_VERSION');
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  if (version === undefined)
    throw new StartError(
      `${data} holds no PostgreSQL data (PG_VERSION is missing); move it away to start anew`,
    );
  if (version !== MAJOR)
    throw new StartError(`the data in ${data} is of PostgreSQL ${version}, this is ${MAJOR}`);
}

function runOnce(command: string, args: readonly string[], account: Account | undefined, input = ''): void {
  const env = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' };
  const run = spawnSync(command, args, { ...account, cwd: '/', env, input, encoding: 'utf8' });
  if (run.status === 0) return;
  const reason = run.error?.message ?? run.stderr.trim().split('\n').at(-1) ?? '';
  throw new StartError(`PostgreSQL could not make its data folder: ${reason}`);
}

function pidLines(pidFile: string): string[] {
  try {
    return readFileSync(pidFile, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** PostgreSQL notes its options, the port among them, beside its data. */
function lastPort(data: string): number {
  try {
    return Number(/"-p" "(\d+)"/.exec(readFileSync(join(data, 'postmaster.opts'), 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
