import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { Controller, Get, Module, Redirect, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  ConfigError,
  ConfigModule,
  findStores,
  loadConfig,
  refuseStart,
  tellUp,
  type AppConfig,
} from '#config';
import { ApiKeyRepository, DatabaseModule } from '#database';
import { createLogger, HealthModule, NestPinoLogger } from '#observability';
import { QueueModule } from '#queue';
import { RedisHealth } from '#redis';
import { TaskPersistenceModule } from '#task-persistence';
import { addAccessHook } from '../access/access-hook.js';
import { AccessModule } from '../access/access.module.js';
import { requireKey } from '../access/require-key.js';
import { PAGE_HEADERS } from '../http/security-headers.js';
import { addSiteGuard } from '../http/site-guard.js';
import { ProblemFilter } from '../problems/problem.filter.js';
import { QUEUE_PAGE, serveQueuePage } from './serve-queue-page.js';

/** Flower's, whose place the page takes. */
const DEFAULT_PORT = 5555;

@Controller()
class EntranceController {
  @Get()
  @Redirect(QUEUE_PAGE)
  enter(): void {
    // The address says it all.
  }
}

@Module({})
class QueuePageModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: QueuePageModule,
      imports: [
        ...[ConfigModule.forRoot(config), DatabaseModule, TaskPersistenceModule, QueueModule],
        AccessModule,
        HealthModule.register({ ready: [RedisHealth] }),
      ],
      controllers: [EntranceController],
    };
  }
}

/** The queue page and the metrics alone: `--port=5555`. */
async function main(): Promise<void> {
  const config = findStores(loadConfig());
  const logger = new NestPinoLogger(createLogger(config, 'flower'));
  const app = await NestFactory.create<NestFastifyApplication>(
    QueuePageModule.forRoot(config),
    new FastifyAdapter(),
    { logger, abortOnError: false },
  );
  await requireKey(config, app.get(ApiKeyRepository), (line) => logger.warn(line, 'Flower'));
  app.useGlobalFilters(new ProblemFilter());
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(PAGE_HEADERS);
    done();
  });
  addSiteGuard(fastify, config);
  addAccessHook(app);
  await serveQueuePage(app);
  app.enableShutdownHooks([], { useProcessExit: true });
  await app.listen(parsePort(process.argv.slice(2)), config.HOST);
  logger.log(`The queue page is at ${await app.getUrl()}${QUEUE_PAGE}`, 'Flower');
  tellUp(await app.getUrl());
}

function parsePort(args: string[]): number {
  const { port } = parseArgs({ args, options: { port: { type: 'string' } } }).values;
  const number = port === undefined ? DEFAULT_PORT : Number(port);
  if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number;
  throw new ConfigError(['--port: expected a whole number up to 65535']);
}

await main().catch((error: Error) => refuseStart('flower', error));
