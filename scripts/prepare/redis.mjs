import { spawnSync } from 'node:child_process';
import { PrepareError } from './project.mjs';
import { installProgram } from './system-package.mjs';

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
  const found = findRedis() ?? installProgram('redis-server', MANAGERS, findRedis);
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

function isRecent(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
