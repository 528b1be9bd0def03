import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PrepareError, PROJECT, say } from './project.mjs';

const STAMP = join(PROJECT, 'dist', '.built-from');
const LOCK = join(PROJECT, 'dist', '.building');
const FOLDERS = ['src', 'apps', 'libs'];
const FILES = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];

/** Builds dist/ when the sources are not those that it was built from. */
export async function ensureBuild() {
  if (readStamp() === digestOfSources()) return;
  await lock();
  try {
    const digest = digestOfSources();
    if (readStamp() === digest) return;
    say('Building …');
    build();
    writeFileSync(STAMP, digest);
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function build() {
  const compiler = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc');
  const run = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: PROJECT,
    stdio: ['ignore', 2, 2],
  });
  if (run.status !== 0) throw new PrepareError('the build failed, see above');
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

function readStamp() {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : undefined;
}

function digestOfSources() {
  const hash = createHash('sha256');
  for (const file of [
    ...FILES.map((name) => join(PROJECT, name)),
    ...FOLDERS.flatMap((name) => sources(join(PROJECT, name))),
  ]) {
    hash
      .update(`${relative(PROJECT, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function sources(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && /\.(ts|json|sql)$/.test(entry.name) && !entry.name.endsWith('.spec.ts'),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('node_modules'))
    .sort();
}
