import { Test } from '@nestjs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig, type AppConfig } from '#config';
import { createTestDatabase, startTestRedis, type TestRedis } from '../../../../test/support/stores.js';
import { ApiRootModule } from '../api-root.module.js';
import { configureApi, createAdapter } from '../create-api.js';

export interface TestApi {
  app: NestFastifyApplication;
  /** `http://127.0.0.1:<port>` */
  base: string;
  redis: TestRedis;
  databaseUrl: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  stop(): Promise<void>;
}

/** The API on a free port over stores of its own. */
export async function startTestApi(env: Record<string, string> = {}): Promise<TestApi> {
  const [redis, database] = await Promise.all([startTestRedis(), createTestDatabase()]);
  const config: AppConfig = loadConfig({ REDIS_URL: redis.url, DATABASE_URL: database.url, ...env });
  const module = await Test.createTestingModule({ imports: [ApiRootModule.forRoot(config)] }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(createAdapter(config), { logger: false });
  await configureApi(app, config, { pages: false });
  await app.listen(0, '127.0.0.1');
  const base = await app.getUrl();
  return {
    app,
    base,
    redis,
    databaseUrl: database.url,
    get: (path, headers = {}) => fetch(base + path, { headers }),
    post: (path, body, headers = {}) =>
      fetch(base + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    stop: async () => {
      await app.close();
      await redis.stop();
      await database.drop();
    },
  };
}
