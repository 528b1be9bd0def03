import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';

export const PROJECT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

const READY_DEADLINE_MS = 60_000;

export interface ProductOptions {
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** The folder it is started in; the project's when absent. */
  folder?: string;
}

/** A program of the product as a process of its own, in the environment of a stranger: nothing but what is given. */
export class Product {
  readonly #child: ChildProcess;
  readonly #listeners = new Set<() => void>();
  #output = '';
  #hasEnded = false;
  readonly #ended: Promise<number | null>;

  constructor(
    readonly entry: string,
    { args = [], env = {}, folder = PROJECT }: ProductOptions = {},
  ) {
    this.#child = spawn(process.execPath, [join(PROJECT, entry), ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) {
      stream.on('data', (chunk: Buffer) => {
        this.#output += chunk.toString();
        this.#listeners.forEach((look) => look());
      });
    }
    this.#ended = new Promise((resolve) => this.#child.on('close', (code) => resolve(code)));
    started.add(this);
    void this.#ended.then(() => {
      this.#hasEnded = true;
      this.#listeners.forEach((look) => look());
      started.delete(this);
    });
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /** Everything it has written so far. */
  get output(): string {
    return this.#output;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Its exit code, or null when a signal ended it. */
  ended(): Promise<number | null> {
    return this.#ended;
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.signal(signal);
    return this.#ended;
  }

  /** Resolves as soon as it has written whole lines that match. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    const deadline = AbortSignal.timeout(READY_DEADLINE_MS);
    const found = await new Promise<RegExpExecArray | null>((resolve) => {
      const look = (): void => {
        const match = pattern.exec(this.#output.slice(0, this.#output.lastIndexOf('\n') + 1));
        if (!match && !this.#hasEnded && !deadline.aborted) return;
        this.#listeners.delete(look);
        resolve(match);
      };
      this.#listeners.add(look);
      deadline.addEventListener('abort', look);
      look();
    });
    if (found) return found;
    throw new Error(`${this.entry} did not say ${pattern}:\n${this.#output.slice(0, 4_000)}`);
  }

  /** Waits until its probe answers that it is ready. */
  async isReadyAt(url: string): Promise<void> {
    for (let waited = 0; !this.#hasEnded && waited < READY_DEADLINE_MS; waited += 50) {
      const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
      if (answer?.ok) return;
      await delay(50);
    }
    throw new Error(`${this.entry} is not ready:\n${this.#output.slice(0, 4_000)}`);
  }
}

const started = new Set<Product>();

/** For afterAll: nothing that a spec started outlives it, whatever happened in it. */
export async function killLeftProducts(): Promise<void> {
  for (const product of [...started]) await product.stop('SIGKILL');
}
