// Plain JavaScript: jest runs its global setup outside the module system of the tests.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const PREFIX = 'barkeep-test-';

/** Clears the folders of jest runs that are over and did not clear up, because they were killed. */
export async function sweepTestHomes() {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : Number.NaN;
    if (owner > 0 && !isAlive(owner)) await closeTestHome(join(tmpdir(), name));
  }
}

/** Makes the folder of all stores of this jest run. */
export async function openTestHome() {
  await sweepTestHomes();
  const home = join(tmpdir(), `${PREFIX}${process.pid}`);
  // The user postgres must get through to its folder, but sees nothing on the way.
  mkdirSync(home, { recursive: true, mode: 0o711 });
  return home;
}

/** Ends every store in the folder at once and removes it: nothing in it is worth keeping. */
export async function closeTestHome(home) {
  const folders = readdirSync(home).map((name) => join(home, name));
  const note = join(home, 'elsewhere');
  if (existsSync(note)) folders.push(readFileSync(note, 'utf8'));
  for (const folder of folders) {
    await endStore(join(folder, 'redis.pid'), folder, 'SIGKILL');
    await endStore(join(folder, 'data', 'postmaster.pid'), folder, 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  }
  rmSync(home, { recursive: true, force: true });
}

async function endStore(pidFile, mark, signal) {
  const pid = existsSync(pidFile) ? Number.parseInt(readFileSync(pidFile, 'utf8'), 10) : 0;
  if (!(pid > 0) || !commandLine(pid).includes(mark)) return;
  process.kill(pid, signal);
  for (let waited = 0; commandLine(pid).includes(mark) && waited < 10_000; waited += 20) await delay(20);
}

function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    if (process.platform === 'linux') return '';
    return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
