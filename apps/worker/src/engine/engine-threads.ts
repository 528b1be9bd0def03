import type { MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';

/** Threads that wait for work end after so long, but for one. */
const IDLE_MS = 60_000;
/** Below the process that answers sockets and renews locks. */
const NICE = 5;
/**
 * The pool would load its entry by `require`, and a thread that is ended while it `require`s an ES module takes the
 * whole process with it (seen on Node 20.20: `v8::ToLocalChecked Empty MaybeLocal`). Without it the pool uses `import`.
 */
const IMPORT_ONLY = '--no-experimental-require-module';

export interface EngineThreadsOptions {
  /** The built entry of a thread; besides its work it exports a `ready` that does nothing. */
  file: string;
  threads: number;
  /** Heap of a thread, in MB; columns lie outside of it. A run that wants more ends with ENGINE_CRASHED. */
  heapMb: number;
  /** Threads are replaced after so many tasks of all of them, and when one holds that many MB after a task; default: never. */
  renewTasks?: number;
  renewMb?: number;
  /** Hears what a user should not read: errors that nobody foresaw. */
  onFault(message: string, stack: string | undefined): void;
}

interface CallOptions {
  name?: string;
  signal: AbortSignal;
  transferList?: MessagePort[];
}

interface Generation {
  readonly pool: Piscina<unknown, unknown>;
  tasks: number;
  running: number;
  isRetired: boolean;
}

/**
 * A pool of threads that is replaced by a new one after some work, so that what code leaves behind does not add up. The
 * new one takes over once it is up, the old one ends with its last task: no task fails or waits for it.
 */
export class EngineThreads {
  private current: Generation;
  private readonly all = new Set<Generation>();
  private renewing: Promise<void> | undefined;
  private isClosed = false;

  constructor(private readonly options: EngineThreadsOptions) {
    this.current = this.begin();
  }

  /** `megabytes` is asked once the task is over, for what its thread holds. */
  async run(message: unknown, options: CallOptions, megabytes: () => number): Promise<unknown> {
    const generation = this.current;
    generation.tasks += 1;
    generation.running += 1;
    try {
      return await generation.pool.run(message, options);
    } finally {
      generation.running -= 1;
      if (this.isUsedUp(generation, megabytes())) this.renewing ??= this.renew();
      if (generation.isRetired) void this.endWhenIdle(generation);
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.all].map(({ pool }) => pool.destroy()));
    await this.renewing;
  }

  private isUsedUp(generation: Generation, megabytes: number): boolean {
    const { renewTasks = Infinity, renewMb = Infinity } = this.options;
    return generation === this.current && (generation.tasks >= renewTasks || megabytes >= renewMb);
  }

  private async renew(): Promise<void> {
    const [old, fresh] = [this.current, this.begin()];
    try {
      await fresh.pool.run(undefined, { name: 'ready' });
      this.current = fresh;
      old.isRetired = true;
      await this.endWhenIdle(old);
    } catch (error) {
      // The old ones go on, and the next task tries again.
      if (this.all.delete(fresh)) await fresh.pool.destroy();
      if (!this.isClosed)
        this.options.onFault(`threads were not renewed: ${(error as Error).message}`, (error as Error).stack);
    } finally {
      this.renewing = undefined;
    }
  }

  private async endWhenIdle(generation: Generation): Promise<void> {
    if (generation.running > 0 || !this.all.delete(generation)) return;
    await generation.pool.destroy();
  }

  private begin(): Generation {
    const { file: filename, threads: maxThreads, heapMb: maxOldGenerationSizeMb } = this.options;
    const pool = new Piscina<unknown, unknown>({
      ...{ filename, maxThreads, minThreads: 1, idleTimeout: IDLE_MS, niceIncrement: NICE },
      execArgv: [...process.execArgv, IMPORT_ONLY],
      resourceLimits: { maxOldGenerationSizeMb },
    });
    pool.on('error', (error: Error) => this.options.onFault(error.message, error.stack));
    const generation = { pool, tasks: 0, running: 0, isRetired: false };
    this.all.add(generation);
    return generation;
  }
}
