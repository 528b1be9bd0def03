import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const ENTRY = 'test/integration/market-data/worker-process-main.ts';

/** A worker in a process of its own, whose clock is put from here. */
export class WorkerProcess {
  private constructor(private readonly child: ChildProcess) {}

  /** Resolves when it takes jobs. */
  static async start(
    env: Readonly<Record<string, string>>,
    name: string,
    now: number,
  ): Promise<WorkerProcess> {
    const args = ['-C', 'source', '--import', './scripts/typescript.mjs', ENTRY];
    const child = spawn(process.execPath, [...args, JSON.stringify({ env, name, now })], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const failed = once(child, 'exit').then(() => {
      throw new Error('the worker ended before it began');
    });
    await Promise.race([once(child, 'message'), failed]);
    failed.catch(() => undefined);
    return new WorkerProcess(child);
  }

  putClock(instant: number): void {
    this.child.send(instant);
  }

  /** SIGKILL: it renews no lock, gives nothing back and says nothing. Gives the signal that it ended by. */
  async kill(): Promise<NodeJS.Signals | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'exit');
      this.child.kill('SIGKILL');
      await ended;
    }
    return this.child.signalCode;
  }
}
