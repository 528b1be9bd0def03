import { spawnSync } from 'node:child_process';
import { PrepareError, say } from './project.mjs';

const PROGRAMS = ['redis-server', 'valkey-server'];
const OLDEST = [6, 2];

/** What each package manager is asked, in order, until a server is there. */
const MANAGERS = [
  {
    command: 'apt-get',
    asRoot: true,
    attempts: [
      ['install', '-y', '--no-install-recommends', 'redis-server'],
      ['update', '-q'],
      ['install', '-y', '--no-install-recommends', 'redis-server'],
    ],
  },
  {
    command: 'dnf',
    asRoot: true,
    attempts: [
      ['install', '-y', 'redis'],
      ['install', '-y', 'valkey'],
    ],
  },
  {
    command: 'apk',
    asRoot: true,
    attempts: [
      ['add', 'redis'],
      ['add', 'valkey'],
    ],
  },
  { command: 'brew', asRoot: false, attempts: [['install', 'redis']] },
];

/** Makes sure that a Redis program is on the PATH: installs one with the system's package manager when it is missing. */
export function ensureRedis() {
  const found = findRedis() ?? installRedis();
  if (!found) {
    throw new PrepareError(
      'redis-server is missing and could not be installed here: install Redis 6.2 or newer (or valkey), or set REDIS_URL',
    );
  }
  if (!isRecent(found.version)) {
    throw new PrepareError(
      `${found.program} ${found.version} is too old: Redis ${OLDEST.join('.')} or newer is needed`,
    );
  }
}

function findRedis() {
  for (const program of PROGRAMS) {
    const run = spawnSync(program, ['--version'], { encoding: 'utf8' });
    if (run.status === 0) return { program, version: /v=?\s*(\d+\.\d+[.\d]*)/.exec(run.stdout)?.[1] ?? '' };
  }
  return undefined;
}

function installRedis() {
  const manager = MANAGERS.find(({ command }) => isThere(command));
  const prefix = manager && rightsFor(manager);
  if (!prefix) return undefined;
  for (const attempt of manager.attempts) {
    const [command, ...args] = [...prefix, manager.command, ...attempt];
    say(`redis-server is not on the PATH: ${[command, ...args].join(' ')} …`);
    const run = spawnSync(command, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', HOMEBREW_NO_AUTO_UPDATE: '1' },
    });
    const found = run.status === 0 ? findRedis() : undefined;
    if (found) return found;
  }
  return undefined;
}

/** The words before the command: none as root or where none are needed, sudo when it asks no password. */
function rightsFor({ asRoot }) {
  if (!asRoot || process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
}

function isThere(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}

function isRecent(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
