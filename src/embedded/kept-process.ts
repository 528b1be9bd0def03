import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { endProcess, readPid } from './running-process.js';
import { StartError } from './start-error.js';

/** The account under which a process runs, where that is not ours. */
export interface Account {
  uid: number;
  gid: number;
}

/** How a store is found and ended. */
export interface EndingPlan {
  /** Written by the program itself, so that no moment is without one. */
  pidFile: string;
  /** Text in the command line of this process and of no other. */
  mark: string;
  stopSignal: NodeJS.Signals;
  stopGraceMs: number;
}

/** How a store is run. */
export interface ProcessPlan extends EndingPlan {
  name: string;
  command: string;
  args: readonly string[];
  account?: Account;
  logFile: string;
  startGraceMs: number;
  isReady(): Promise<boolean>;
}

const REVIVAL_DELAY_MS = 300;

/**
 * A child process in a session of its own, so that Ctrl-C in the terminal reaches us alone and we end it in order.
 * With `onCrash` it is started again when it ends by itself.
 */
export class KeptProcess {
  #child: ChildProcess | undefined;
  #wanted = false;

  constructor(
    readonly plan: ProcessPlan,
    private readonly onCrash?: (line: string) => void,
  ) {}

  /**
   * Ends what an earlier run left behind, starts the process and waits until it is ready.
   * @throws StartError with the last line of its log.
   */
  async start(): Promise<void> {
    await endLeftover(this.plan);
    const child = this.#spawn();
    const deadline = Date.now() + this.plan.startGraceMs;
    while (!(await this.plan.isReady())) {
      if (hasEnded(child)) throw this.#failure('ended at once');
      if (Date.now() > deadline) {
        await this.stop();
        throw this.#failure(`was not ready after ${this.plan.startGraceMs / 1_000} s`);
      }
      await delay(20);
    }
    // From now on: one that never was ready is not started again.
    this.#wanted = true;
    if (hasEnded(child)) throw this.#failure('ended at once');
  }

  /** Ends the process in order: it writes what it holds first. */
  async stop(): Promise<void> {
    this.#wanted = false;
    await endLeftover(this.plan);
  }

  /** Ends the process at once, as a power cut would. */
  async kill(): Promise<void> {
    this.#wanted = false;
    await endLeftover({ ...this.plan, stopSignal: 'SIGKILL' });
  }

  #spawn(): ChildProcess {
    const { command, args, account, logFile } = this.plan;
    const log = openSync(logFile, 'a', 0o600);
    const child = spawn(command, args, {
      ...account,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
      env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' },
    });
    closeSync(log);
    child.unref();
    child.once('error', () => undefined);
    child.once('exit', () => void this.#revive(child));
    this.#child = child;
    return child;
  }

  async #revive(ended: ChildProcess): Promise<void> {
    if (!this.#wanted || !this.onCrash || this.#child !== ended) return;
    const how = ended.signalCode ?? `exit code ${ended.exitCode}: ${lastLine(this.plan.logFile)}`;
    this.onCrash(`${this.plan.name} ended by itself (${how}); starting it again`);
    await delay(REVIVAL_DELAY_MS);
    if (this.#wanted && this.#child === ended) this.#spawn();
  }

  #failure(what: string): StartError {
    this.#wanted = false;
    return new StartError(
      `${this.plan.name} ${what}: ${lastLine(this.plan.logFile)} (log: ${this.plan.logFile})`,
    );
  }
}

/**
 * Ends the process that the pid file names, when its command line shows that it really is ours. Called before a port
 * is chosen too, so that the one of before is free again.
 */
export async function endLeftover(plan: EndingPlan): Promise<void> {
  const pid = readPid(plan.pidFile);
  if (pid !== undefined) await endProcess(pid, plan.mark, plan.stopSignal, plan.stopGraceMs);
  rmSync(plan.pidFile, { force: true });
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** The last line of a log, or of its faults where the log marks them. */
function lastLine(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-50);
  return (lines.findLast((line) => /FATAL|FAILED|error/i.test(line)) ?? lines.at(-1) ?? '').trim();
}
