// Plain JavaScript: jest runs its global setup outside the module system of the tests.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
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
  const note = join(home, 'elsewhere');
  const places = existsSync(note) ? [home, readFileSync(note, 'utf8')] : [home];
  for (const place of places) {
    for (const file of readdirSync(place, { recursive: true })) {
      const signal = SIGNALS[basename(file)];
      if (signal) await endStore(join(place, file), signal);
    }
    rmSync(place, { recursive: true, force: true });
  }
}

/** What ends the process at once that writes a pid file of that name; its folder stands in its command line. */
const SIGNALS = { 'redis.pid': 'SIGKILL', 'postmaster.pid': 'SIGQUIT' };

async function endStore(pidFile, signal) {
  const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
  const isOurs = () => commandLine(pid).includes(dirname(pidFile));
  if (!(pid > 0) || !isOurs()) return;
  process.kill(pid, signal);
  for (let waited = 0; isOurs() && waited < 10_000; waited += 20) await delay(20);
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
