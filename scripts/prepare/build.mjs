import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PrepareError, PROJECT, say } from './project.mjs';

const PAGE = join('apps', 'dashboard');
const LOCK = join(PROJECT, 'dist', '.building');
const PACKAGES = ['package.json', 'package-lock.json'];
const tool = (...path) => join(PROJECT, 'node_modules', ...path);

/** What is built, each only when its own sources changed. */
const BUILDS = [
  {
    what: 'Building …',
    made: join(PROJECT, 'dist', 'bundle', 'all.js'),
    stamp: join(PROJECT, 'dist', '.built-from'),
    sources: [
      ...PACKAGES,
      'tsconfig.json',
      'tsconfig.build.json',
      join('scripts', 'bundle.mjs'),
      'src',
      'apps',
      'libs',
    ],
    kinds: /(?<!\.spec)\.(ts|json|sql)$/,
    commands: [
      [tool('typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json'],
      [join(PROJECT, 'scripts', 'bundle.mjs')],
    ],
  },
  {
    what: 'Building the page …',
    made: join(PROJECT, 'dist', 'dashboard', 'index.html'),
    stamp: join(PROJECT, 'dist', '.page-built-from'),
    sources: [...PACKAGES, PAGE],
    kinds: /(?<!\.spec)\.(tsx?|js|json|css|html|svg)$/,
    commands: [[tool('vite', 'bin', 'vite.js'), 'build', PAGE, '--logLevel', 'warn']],
  },
];

/** Builds dist/ where the sources are not those that it was built from. */
export async function ensureBuild() {
  if (BUILDS.every(isCurrent)) return;
  await lock();
  try {
    // One finishes what it writes, whatever becomes of the other.
    const outcomes = await Promise.allSettled(BUILDS.filter((build) => !isCurrent(build)).map(run));
    for (const { reason } of outcomes) if (reason) throw reason;
  } finally {
    rmSync(LOCK, { force: true });
  }
}

/** What was made may be gone while its stamp is not. */
function isCurrent({ made, stamp, ...build }) {
  return existsSync(made) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digestOfSources(build);
}

async function run({ what, commands, ...build }) {
  say(what);
  const digest = digestOfSources(build);
  for (const command of commands) {
    const [status] = await once(
      spawn(process.execPath, command, { cwd: PROJECT, stdio: ['ignore', 2, 2] }),
      'close',
    );
    if (status !== 0) throw new PrepareError('the build failed, see above');
  }
  writeFileSync(build.stamp, digest);
}

/** Waits while another process builds, so that nobody loads a half-written dist/. */
async function lock() {
  mkdirSync(join(PROJECT, 'dist'), { recursive: true });
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw new PrepareError(`dist/ can't be written: ${error.message}`);
    }
    if (!isAlive(Number(readFileSync(LOCK, { encoding: 'utf8', flag: 'a+' })))) rmSync(LOCK, { force: true });
    else await delay(200);
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function digestOfSources({ sources, kinds }) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((name) => filesOf(join(PROJECT, name), kinds))) {
    hash
      .update(`${relative(PROJECT, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

/** The file itself, or those of the kinds in the folder; the page is no part of the programs. */
function filesOf(path, kinds) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && kinds.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('node_modules'))
    .filter((file) => path.endsWith(PAGE) || !file.includes(join(PROJECT, PAGE)))
    .sort();
}
