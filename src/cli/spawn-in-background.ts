import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Runs a verb of this command line as a process that outlives it; what it says is appended to the log. */
export function spawnInBackground(args: readonly string[], logPath: string): ChildProcess {
  mkdirSync(dirname(logPath), { recursive: true });
  const log = openSync(logPath, 'a', 0o600);
  const child = spawn(process.execPath, [...process.execArgv, resolve(process.argv[1]), ...args], {
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  return child;
}
