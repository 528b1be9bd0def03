import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolder } from './make-folder.js';
import { StartError } from './start-error.js';

/** The folder of one Barkeep, held by one process at a time. */
export interface HomeFolder {
  path: string;
  release(): void;
}

/**
 * Makes the folder when missing and takes it for this process; a holder that was killed no longer counts.
 * @throws StartError when it can't be written or another Barkeep runs in it.
 */
export function openHomeFolder(home: string): HomeFolder {
  const path = resolve(home);
  const lockFile = join(path, 'running.pid');
  try {
    // The user postgres must get through to its folder, but can't list what is here.
    makeFolder(path, 0o711);
    if (!takeLock(lockFile)) {
      const holder = readHolder(lockFile);
      if (holder)
        throw new StartError(
          `another Barkeep (process ${holder}) already runs in ${path}; stop it or set BARKEEP_HOME`,
        );
      rmSync(lockFile, { force: true });
      if (!takeLock(lockFile)) throw new StartError(`another Barkeep starts in ${path} at this moment`);
    }
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`the folder ${path} can't be used: ${(error as Error).message}; set BARKEEP_HOME`);
  }
  return { path, release: () => rmSync(lockFile, { force: true }) };
}

function takeLock(lockFile: string): boolean {
  try {
    writeFileSync(lockFile, `${process.pid}\n${startOf(process.pid)}\n`, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The process that wrote the lock, when it is that very one: ids are given again. */
function readHolder(lockFile: string): number | undefined {
  const [pid, started] = readFileSync(lockFile, 'utf8').split('\n');
  const now = startOf(Number(pid));
  return now !== '' && now === started ? Number(pid) : undefined;
}

/** When a process started, in whatever form the system tells it; empty when there is none. */
function startOf(pid: number): string {
  if (!(pid > 0)) return '';
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    if (process.platform === 'linux') return '';
    return (spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '').trim();
  }
}
