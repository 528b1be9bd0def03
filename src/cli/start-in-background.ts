import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { toLaunchEnvironment, type UpMessage } from '#config';
import { isRunning, readPid } from '../embedded/running-process.js';
import { CliError, EXIT } from './cli-error.js';

const FOLDER = 'logs';
const NODE = basename(process.execPath);
/** The first start makes the stores. */
const UP_MS = 120_000;
/** What is shown of what it said, where it did not come up. */
const LAST_LINES = 5;

/** A program that is up, in the background. */
export interface Launched extends UpMessage {
  pid: number;
  log: string;
}

/**
 * Runs a verb of this command line as a process that outlives it, and waits until it is up. It logs to
 * `logs/<name>.log`, or `<name>-2` where a living process has that one; what it says beside the log, at its start and
 * when it breaks, is in `logs/<name>.out`.
 * @throws CliError with the last lines and the exit code where it ended instead, or is not up in time and goes on.
 */
export async function startInBackground(name: string, args: readonly string[]): Promise<Launched> {
  mkdirSync(FOLDER, { recursive: true, mode: 0o700 });
  const place = takePlace(name);
  const log = `${place}.log`;
  const out = openSync(`${place}.out`, 'w', 0o600);
  const child = spawn(process.execPath, [...process.execArgv, resolve(process.argv[1]), ...args], {
    detached: true,
    stdio: ['ignore', out, out, 'ipc'],
    env: toLaunchEnvironment({ LOG_FILE: resolve(log) }),
  });
  closeSync(out);
  const pid = child.pid!;
  writeFileSync(`${place}.pid`, `${pid}\n`);
  const outcome = await untilUp(child);
  if ('address' in outcome) return { pid, log, ...outcome };
  const said = [`${args[0]} ${outcome.reason}`, ...lastLines(`${place}.out`, log)];
  throw new CliError(said.join('\n'), outcome.exitCode, { code: 'NOT_UP', pid, log });
}

/** A name in the folder that no living process has; it is ours from here on. */
function takePlace(name: string): string {
  for (let count = 1; ; count += 1) {
    const place = join(FOLDER, count === 1 ? name : `${name}-${count}`);
    const pidFile = `${place}.pid`;
    if (isRunning(readPid(pidFile) ?? 0, NODE)) continue;
    rmSync(pidFile, { force: true });
    try {
      writeFileSync(pidFile, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
      return place;
    } catch (error) {
      // Somebody else took it in between.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

type Outcome = UpMessage | { reason: string; exitCode: number };

async function untilUp(child: ChildProcess): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const outcome = await new Promise<Outcome>((settle) => {
    child.once('message', (message) => settle(message as UpMessage));
    child.once('error', ({ message }) => settle({ reason: message, exitCode: EXIT.failed }));
    child.once('exit', (code, signal) => {
      settle({
        reason: `ended at once with ${signal ?? `exit code ${code}`}:`,
        exitCode: code || EXIT.failed,
      });
    });
    timer = setTimeout(() => {
      const reason = `is not up after ${UP_MS / 1_000} s; it goes on as process ${child.pid}, and said last:`;
      settle({ reason, exitCode: EXIT.failed });
    }, UP_MS);
  });
  clearTimeout(timer);
  if (child.connected) child.disconnect();
  child.unref();
  return outcome;
}

/** Of what a process said, or of its log where it said nothing. */
function lastLines(...files: readonly string[]): string[] {
  for (const file of files) {
    const lines = readLines(file);
    if (lines.length > 0) return lines.slice(-LAST_LINES);
  }
  return [];
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
