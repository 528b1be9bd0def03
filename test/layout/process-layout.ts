import { findFreePort } from '../../src/embedded/free-port.js';
import { killLeftProducts, Product } from '../e2e/support/product.js';
import { Balancer } from '../support/balancer.js';
import { createTestDatabase, startTestRedis, type TestDatabase, type TestRedis } from '../support/stores.js';

/** Which processes there are, as compose and Kubernetes have them: a worker for each group of queues. */
const LAYOUT = {
  'api-1': { entry: 'dist/bundle/api.js', args: [] },
  'api-2': { entry: 'dist/bundle/api.js', args: [] },
  'scheduler-1': { entry: 'dist/bundle/scheduler.js', args: [] },
  'scheduler-2': { entry: 'dist/bundle/scheduler.js', args: [] },
  'worker-market-hours': { entry: 'dist/bundle/worker.js', args: ['--queues=market_hours'] },
  'worker-daily': { entry: 'dist/bundle/worker.js', args: ['--queues=daily,periodic,default'] },
  'worker-backtest': {
    entry: 'dist/bundle/worker.js',
    args: ['--queues=backtest,strategy,analytics', '--concurrency=1'],
  },
} as const;

export type ProcessName = keyof typeof LAYOUT;
export const PROCESS_NAMES = Object.keys(LAYOUT) as ProcessName[];

/** All of them, in the order of an update, no two of a kind at once; the first step has one of each kind. */
export const ROLLING_ORDER: readonly (readonly ProcessName[])[] = [
  ['worker-backtest', 'scheduler-1', 'api-1'],
  ['worker-market-hours', 'scheduler-2', 'api-2'],
  ['worker-daily'],
];

/** What opens the metrics of schedulers and workers. */
export const METRICS_KEY = 'a'.repeat(64);

const isApi = (name: ProcessName): boolean => name.startsWith('api-');

/** The built product as it runs on a cluster: seven processes on one Redis and one PostgreSQL, two proxies before the APIs. */
export class ProcessLayout {
  private readonly running = new Map<ProcessName, { product: Product; url: string }>();

  private constructor(
    readonly redis: TestRedis,
    readonly database: TestDatabase,
    /** Sends each request to another API. */
    readonly proxy: Balancer,
    /** Keeps a client that sends cookies with one API. */
    readonly stickyProxy: Balancer,
  ) {}

  static async open(): Promise<ProcessLayout> {
    const redis = await startTestRedis({ appendOnly: true });
    const database = await createTestDatabase();
    const proxies = [{ affinity: false }, { affinity: true }].map((options) => Balancer.open(options));
    const [proxy, stickyProxy] = await Promise.all(proxies);
    return new ProcessLayout(redis, database, proxy, stickyProxy);
  }

  /** Starts processes and waits until they are ready. */
  async start(names: readonly ProcessName[]): Promise<void> {
    await Promise.all(names.map(async (name) => this.running.set(name, await this.launch(name))));
  }

  /** The address of a process that runs. */
  urlOf(name: ProcessName): string {
    return this.running.get(name)!.url;
  }

  /** The new one is ready before the old one is told to end; gives the exit code of the old one. */
  async replace(name: ProcessName): Promise<number | null> {
    const old = this.running.get(name)!;
    this.running.set(name, await this.launch(name));
    const exitCode = await old.product.stop();
    for (const proxy of this.proxies) proxy.remove(old.url);
    return exitCode;
  }

  /** Ends whatever runs, in whatever state it is. */
  async close(): Promise<void> {
    await killLeftProducts();
    for (const proxy of this.proxies) proxy.close();
    await this.redis.kill();
    await this.database.drop();
  }

  private get proxies(): Balancer[] {
    return [this.proxy, this.stickyProxy];
  }

  private async launch(name: ProcessName): Promise<{ product: Product; url: string }> {
    const port = String(await findFreePort());
    const { entry, args } = LAYOUT[name];
    const product = new Product(entry, {
      // Old and new run side by side: each has a name of its own.
      args: name.startsWith('worker-') ? [...args, `--name=${name}-${port}`] : args,
      env: {
        ...{ REDIS_URL: this.redis.url, DATABASE_URL: this.database.url, PORT: port, HEALTH_PORT: port },
        ...{ ENVIRONMENT: 'test', LOG_LEVEL: 'warn', DRAIN_SECONDS: '1', CHECKPOINT_SECONDS: '1' },
        SHUTDOWN_GRACE_SECONDS: '1',
        ...(isApi(name) ? {} : { AUTH: 'on', ADMIN_API_KEY: METRICS_KEY }),
      },
    });
    const url = `http://127.0.0.1:${port}`;
    await product.isReadyAt(url);
    if (isApi(name)) for (const proxy of this.proxies) proxy.add(url);
    return { product, url };
  }
}
