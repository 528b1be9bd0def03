import { findFreePort } from '../../../src/embedded/free-port.js';
import {
  createTestDatabase,
  startTestRedis,
  type TestDatabase,
  type TestRedis,
} from '../../support/stores.js';
import { Api } from './api.js';
import { killLeftProducts, Product } from './product.js';

/** The built product as separate processes on stores of their own. */
export class NewcomerHouse {
  private constructor(
    readonly redis: TestRedis,
    readonly database: TestDatabase,
    readonly api: Api,
    readonly apiProduct: Product,
    readonly env: Readonly<Record<string, string>>,
  ) {}

  static async open(settings: Readonly<Record<string, string>> = {}): Promise<NewcomerHouse> {
    const redis = await startTestRedis({ appendOnly: true });
    const database = await createTestDatabase();
    const stores = { REDIS_URL: redis.url, DATABASE_URL: database.url };
    const env = { ...stores, ENVIRONMENT: 'test', LOG_LEVEL: 'warn', ...settings };
    const start = (port: string) => new Product('dist/bundle/api.js', { env: { ...env, PORT: port } });
    const { product, url } = await startOnFreePort(start);
    return new NewcomerHouse(redis, database, new Api(url), product, env);
  }

  /** A further worker, ready to take jobs. */
  async startWorker(name: string): Promise<Product> {
    const args = [`--name=${name}`];
    const { product } = await startOnFreePort(
      (port) => new Product('dist/bundle/worker.js', { args, env: { ...this.env, HEALTH_PORT: port } }),
    );
    return product;
  }

  async startScheduler(): Promise<Product> {
    const { product } = await startOnFreePort(
      (port) => new Product('dist/bundle/scheduler.js', { env: { ...this.env, HEALTH_PORT: port } }),
    );
    return product;
  }

  /** The command line, in the same environment and on this API. */
  startCli(verb: string, ...args: string[]): Product {
    const all = [verb, '--url', this.api.base, ...args];
    return new Product('dist/bundle/barkeep.js', { args: all, env: this.env });
  }

  /** Its exit code and everything it wrote. */
  async cli(verb: string, ...args: string[]): Promise<{ exitCode: number | null; output: string }> {
    const run = this.startCli(verb, ...args);
    const exitCode = await run.ended();
    return { exitCode, output: run.output };
  }

  async close(): Promise<void> {
    await killLeftProducts();
    await this.redis.kill();
    await this.database.drop();
  }
}

const PORTS = 3;

/** Another spec may take the port between the look at it and the start: then the program starts on another one. */
async function startOnFreePort(start: (port: string) => Product): Promise<{ product: Product; url: string }> {
  for (let left = PORTS; ; left -= 1) {
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}`;
    const product = start(String(port));
    try {
      await product.isReadyAt(url);
      return { product, url };
    } catch (error) {
      if (left === 1 || !String(error).includes('EADDRINUSE')) throw error;
    }
  }
}
