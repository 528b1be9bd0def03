import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { findStores, listCeleryVariables, loadConfig, refuseStart, tellUp } from '#config';
import { requireSchema } from '#database';
import { createLogger, NestPinoLogger } from '#observability';
import { ApiRootModule } from './api-root.module.js';
import { configureApi, createAdapter } from './create-api.js';

/** Serves the API until a signal ends it. */
async function main(): Promise<void> {
  const config = findStores(loadConfig());
  const logger = new NestPinoLogger(createLogger(config, 'api'));
  for (const line of listCeleryVariables()) logger.warn(line, 'Api');
  await requireSchema(config.DATABASE_URL, (line) => logger.warn(line, 'Api'));
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiRootModule.forRoot(config),
    createAdapter(config),
    { logger, abortOnError: false },
  );
  await configureApi(app, config);
  app.enableShutdownHooks([], { useProcessExit: true });
  await app.listen(config.PORT, config.HOST);
  new Logger('Api').log(`listening on ${await app.getUrl()}`);
  tellUp(await app.getUrl());
}

await main().catch((error: Error) => refuseStart('api', error));
